package io.blatam.node.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "logs", description = "Show the end of the platform's log.")
final class LogsCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "40",
      description = "How many lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is written, until Ctrl-C.")
  private boolean follow;

  LogsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path log = context.installation().logFile();
    if (!Files.exists(log)) {
      throw new CommandFailure("there is no log yet: " + log);
    }
    long end = Files.size(log);
    try (Stream<String> all = Files.lines(log, StandardCharsets.UTF_8)) {
      var last = new ArrayDeque<String>();
      all.forEach(
          line -> {
            last.addLast(line);
            if (last.size() > lines) {
              last.removeFirst();
            }
          });
      last.forEach(context.terminal()::print);
    }
    if (follow) {
      follow(log, end);
    }
    return ExitCode.OK;
  }

  private void follow(Path log, long from) throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(from);
      byte[] buffer = new byte[8192];
      while (!Thread.interrupted()) {
        int read = file.read(buffer);
        if (read > 0) {
          context.terminal().out().write(buffer, 0, read);
          context.terminal().out().flush();
        } else {
          TimeUnit.MILLISECONDS.sleep(200);
        }
      }
    }
  }
}
