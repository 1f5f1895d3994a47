package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.ApiFailure;
import io.blatam.node.launch.RunFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Say whether the platform runs and is ready. Exit code 3 when it does not run.")
final class StatusCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--json", description = "Say the result as one JSON object.")
  private boolean json;

  StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Optional<RunFile.Running> found = context.launcher().running();
    if (found.isEmpty()) {
      context
          .terminal()
          .print(
              json
                  ? Output.json(Map.of("running", false))
                  : context
                      .speech()
                      .say(
                          "The platform does not run; start it with ./blatam start",
                          "La plataforma no está en marcha; iníciela con ./blatam start"));
      return ExitCode.NOT_RUNNING;
    }
    RunFile.Running running = found.get();
    String readiness = readiness(running.url());
    if (json) {
      var said = new LinkedHashMap<String, Object>();
      said.put("running", true);
      said.put("ready", readiness.equals("ready"));
      said.put("url", running.url());
      said.put("pid", running.pid());
      said.put("since", running.processStarted());
      said.put("ready_seconds", running.readySeconds());
      context.terminal().print(Output.json(said));
    } else {
      context
          .terminal()
          .print(
              context
                  .speech()
                  .say("%s at %s (process %d, since %s)", "%s en %s (proceso %d, desde %s)")
                  .formatted(
                      said(readiness, context.speech()),
                      running.url(),
                      running.pid(),
                      Output.time(running.processStarted())));
    }
    return ExitCode.OK;
  }

  private static String said(String readiness, Speech speech) {
    return switch (readiness) {
      case "ready" -> speech.say(readiness, "lista");
      case "starting" -> speech.say(readiness, "arrancando");
      case "not answering" -> speech.say(readiness, "no responde");
      default -> readiness;
    };
  }

  private static String readiness(String url) {
    try {
      JsonNode said = new Api(url, () -> "none").get("/ready");
      return said.path("status").asText("ready");
    } catch (ApiFailure e) {
      return e.status() == 503 ? "starting" : "not answering";
    }
  }
}
