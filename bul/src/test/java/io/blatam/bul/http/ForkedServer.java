package io.blatam.bul.http;

import io.blatam.bul.BulService;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A forked JVM that serves {@code bul} from a folder, and can be killed as {@code kill -9} does.
 */
record ForkedServer(Process process, BulClient client) implements AutoCloseable {

  static ForkedServer start(Path directory, String settings) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  directory.toString(),
                  settings)
              .redirectErrorStream(true)
              .start();
      var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder said = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("serving ")) {
          String[] serving = line.split(" ");
          Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "drain");
          drain.setDaemon(true);
          drain.start();
          return new ForkedServer(process, BulClient.of(URI.create(serving[1]), serving[2]));
        }
        said.append(line).append('\n');
      }
      throw new IllegalStateException("the server did not start: " + said);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void kill() {
    process.toHandle().destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** What the forked JVM runs. */
  static final class Main {
    public static void main(String[] arguments) {
      ScratchPlatform platform = ScratchPlatform.start(Path.of(arguments[0]), arguments[1]);
      URI server = platform.serve("bul", new BulService().start(platform.platform()));
      System.out.println("serving " + server + " " + platform.token("acme", "documents"));
      System.out.flush();
    }
  }
}
