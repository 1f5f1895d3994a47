package io.blatam.node.cli;

import io.blatam.node.launch.Launcher;
import io.blatam.node.launch.RunFile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "stop",
    description = "Stop the platform; jobs that are not finished go on at the next start.")
final class StopCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Context context;

  StopCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Speech speech = context.speech();
    Launcher launcher = context.launcher();
    Optional<RunFile.Running> running = launcher.running();
    if (running.isEmpty()) {
      context
          .terminal()
          .print(speech.say("The platform does not run.", "La plataforma no está en marcha."));
      return ExitCode.OK;
    }
    context.terminal().status(speech.say("Stopping …", "Parando …"));
    if (!launcher.stop(running.get(), PATIENCE)) {
      throw new CommandFailure(
          "process %d has not ended after %d s; its log is %s"
              .formatted(
                  running.get().pid(), PATIENCE.toSeconds(), context.installation().logFile()));
    }
    context.terminal().print(speech.say("Stopped.", "Parada."));
    return ExitCode.OK;
  }
}
