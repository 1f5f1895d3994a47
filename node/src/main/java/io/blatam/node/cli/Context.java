package io.blatam.node.cli;

import io.blatam.node.launch.Installation;
import io.blatam.node.launch.Launcher;
import io.blatam.node.launch.RunFile;
import java.time.Duration;
import java.util.Map;

/**
 * What the verbs share: the terminal, the environment and this installation.
 *
 * @param environment of the process, as {@link System#getenv()}
 */
public record Context(Terminal terminal, Map<String, String> environment) {

  private static final Duration START_PATIENCE = Duration.ofSeconds(120);

  /** Of the process's locale. */
  Speech speech() {
    return Speech.of(environment);
  }

  Installation installation() {
    return Installation.here(environment);
  }

  Launcher launcher() {
    return new Launcher(installation(), environment);
  }

  /** The running platform of this installation, started first where none runs. */
  RunFile.Running platform() {
    Launcher launcher = launcher();
    var already = launcher.running().filter(r -> r.readySeconds() > 0);
    if (already.isPresent()) {
      return already.get();
    }
    Speech speech = speech();
    if (!terminal.interactive()) {
      terminal.note(speech.say("Starting the platform ...", "La plataforma arranca ..."));
    }
    Launcher.Started started =
        launcher.ensureRunning(
            START_PATIENCE,
            waited ->
                terminal.status(
                    speech.format(
                        speech.say(
                            "Starting the platform … %.0f s", "La plataforma arranca … %.0f s"),
                        waited)));
    if (!started.said().isEmpty()) {
      terminal.note(started.said());
    }
    terminal.note(
        speech.say("The platform is ready (", "La plataforma está lista (")
            + speech.seconds(started.running().readySeconds())
            + ").");
    return started.running();
  }
}
