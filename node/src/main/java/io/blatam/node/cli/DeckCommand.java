package io.blatam.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.Job;
import io.blatam.node.client.Jobs;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deck",
    description = "Ask for a presentation and fetch it.",
    footerHeading = "%nExample:%n",
    footer =
        "  ./blatam deck \"Apertura de una cafetería en Bogotá\" --lang es --audience inversionistas")
final class DeckCommand implements Callable<Integer> {

  private static final String PRESENTATIONS = "/api/v1/gamma/presentations";

  private final Context context;

  @Parameters(paramLabel = "TOPIC", description = "What the presentation is about.")
  private String topic;

  @Option(names = "--lang", paramLabel = "es|en", description = "Language of the presentation.")
  private String language;

  @Option(names = "--audience", paramLabel = "WHO", description = "Who will see it.")
  private String audience;

  @Option(
      names = "--slides",
      paramLabel = "N",
      description = "How many, from 5 to 20 (default: what TOPIC says, else 10).")
  private Integer slides;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "sales-pitch, investor-pitch, project-status, training, results-report, business-case or"
              + " briefing (default: told from TOPIC).")
  private String kind;

  @Option(
      names = "--point",
      paramLabel = "TEXT",
      description = "A message that the deck has to carry; may be given several times.")
  private List<String> points = List.of();

  @Mixin private OutFolder out;

  @Mixin private Connection connection;

  DeckCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode request = Json.mapper().createObjectNode().put("topic", topic);
    if (language != null) {
      request.put("language", language);
    }
    if (audience != null) {
      request.put("audience", audience);
    }
    if (slides != null) {
      request.put("length", slides);
    }
    if (kind != null) {
      request.put("kind", kind);
    }
    if (!points.isEmpty()) {
      request.set("key_points", Json.mapper().valueToTree(points));
    }
    Api api = connection.open(context);
    context
        .terminal()
        .status(context.speech().say("Preparing the slides …", "Preparando las diapositivas …"));
    Jobs jobs = new Jobs(api, PRESENTATIONS);
    Job job = jobs.follow(jobs.submit(request).id(), state -> {});
    if (!job.succeeded()) {
      throw new CommandFailure(
          "the presentation was not finished" + job.error().map(why -> ": " + why).orElse(""));
    }
    for (String format : job.files()) {
      context.terminal().print(jobs.download(job, format, out.path()).toString());
    }
    return ExitCode.OK;
  }
}
