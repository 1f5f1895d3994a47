package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.Jobs;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "versions",
    description = "List the versions of a document, or the sections of one of them.")
final class VersionsCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Of the document's job.")
  private String document;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "N",
      description = "The version whose sections are listed.")
  private Integer version;

  @Option(names = "--json", description = "Say what the platform answers, as it answers.")
  private boolean json;

  @Mixin private Connection connection;

  VersionsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Api api = connection.open(context);
    String path =
        Jobs.DOCUMENTS + "/" + document + "/versions" + (version == null ? "" : "/" + version);
    JsonNode said = api.get(path);
    if (json) {
      context.terminal().print(said.toString());
    } else if (version == null) {
      said.path("versions").forEach(one -> context.terminal().print(line(one)));
    } else {
      said.path("sections")
          .forEach(
              section ->
                  context
                      .terminal()
                      .print(
                          "%-28s %s"
                              .formatted(
                                  section.path("id").asText(), section.path("title").asText())));
    }
    return ExitCode.OK;
  }

  private static String line(JsonNode version) {
    String what = version.path("changed").asText();
    return "%3s  %s  %-14s %s"
        .formatted(
            version.has("version") ? version.path("version").asText() : "…",
            Output.time(Instant.parse(version.path("asked_at").asText())),
            version.path("by").asText(),
            what.isEmpty() ? version.path("title").asText() : what);
  }
}
