package io.blatam.node.cli;

import io.blatam.node.launch.RunFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "start", description = "Start the platform in the background, if it does not run.")
final class StartCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--foreground", description = "Stay attached: logs here, Ctrl-C stops it.")
  private boolean foreground;

  @Option(names = "--json", description = "Say the result as one JSON object.")
  private boolean json;

  StartCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<RunFile.Running> before = context.launcher().running();
    if (foreground) {
      if (before.isPresent()) {
        throw new CommandFailure(
            "the platform already runs (process %d); stop it with ./blatam stop"
                .formatted(before.get().pid()));
      }
      return context.launcher().runInForeground();
    }
    RunFile.Running running = context.platform();
    if (json) {
      context
          .terminal()
          .print(
              Output.json(
                  Map.of("url", running.url(), "pid", running.pid(), "started", before.isEmpty())));
    } else {
      Speech speech = context.speech();
      context
          .terminal()
          .print(
              (before.isPresent()
                      ? speech.say("Already running at ", "Ya está en marcha en ")
                      : speech.say("Running at ", "En marcha en "))
                  + running.url());
      context
          .terminal()
          .print(
              speech.say(
                      "Stop it with ./blatam stop; its log is ",
                      "Se para con ./blatam stop; su registro es ")
                  + context.installation().logFile());
    }
    return ExitCode.OK;
  }
}
