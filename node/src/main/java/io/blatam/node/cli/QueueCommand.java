package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code blatam queue …}: the line that asked-for documents stand in, and what fell out of it. */
@Command(
    name = "queue",
    description = "Look at the line of asked-for documents, pause it, take up what failed.",
    synopsisSubcommandLabel = "VERB")
final class QueueCommand implements Runnable {

  private static final String QUEUE = "/api/v1/bul/queue";
  private static final String LETTERS = "/api/v1/bul/dead-letters";

  private final Context context;

  @picocli.CommandLine.Spec private picocli.CommandLine.Model.CommandSpec spec;

  QueueCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "status", description = "How many wait and run, and whether it is paused.")
  int status(@Mixin Connection connection, @Mixin AsJson as) {
    return show(as, connection.running(context).get(QUEUE));
  }

  @Command(name = "pause", description = "Give out no more jobs; those at work go on.")
  int pause(
      @Mixin Connection connection,
      @Mixin AsJson as,
      @Option(names = "--everything", description = "Of every tenant.") boolean everything) {
    return show(as, switched(connection, "/pause", everything));
  }

  @Command(name = "resume", description = "Go on after a pause.")
  int resume(
      @Mixin Connection connection,
      @Mixin AsJson as,
      @Option(names = "--everything", description = "Of every tenant.") boolean everything) {
    return show(as, switched(connection, "/resume", everything));
  }

  @Command(name = "dead", description = "Jobs that were given up, and why.")
  int dead(@Mixin Connection connection, @Mixin AsJson as) {
    JsonNode page = connection.running(context).get(LETTERS + "?limit=100");
    if (as.json) {
      context.terminal().print(page.toString());
      return ExitCode.OK;
    }
    for (JsonNode letter : page.path("items")) {
      context
          .terminal()
          .print(
              "%s  %-22s %2d attempts  %s"
                  .formatted(
                      letter.path("id").asText(),
                      letter.path("document_type").asText(),
                      letter.path("attempts").asInt(),
                      letter.path("reason").asText()));
    }
    if (page.path("items").isEmpty()) {
      context.terminal().print("No job was given up.");
    }
    return ExitCode.OK;
  }

  @Command(name = "replay", description = "Put a dead letter back in line.")
  int replay(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID", description = "Of the job; all for every dead letter.")
          String id) {
    Api api = connection.open(context);
    if (id.equals("all")) {
      JsonNode said = api.post(LETTERS + "/replay", Map.of());
      context
          .terminal()
          .print(
              Speech.ENGLISH.count(
                  said.path("replayed").asInt(), "job waits again", "jobs wait again"));
    } else {
      api.post(LETTERS + "/" + id + "/replay", Map.of());
      context.terminal().print(id + " waits again");
    }
    return ExitCode.OK;
  }

  @Command(name = "purge", description = "Remove dead letters for good.")
  int purge(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID", description = "Of the job; all for every dead letter.")
          String id,
      @Option(names = "--yes", description = "Do it; without this nothing is removed.")
          boolean yes) {
    if (!yes) {
      throw new CommandFailure(
          "this would remove "
              + (id.equals("all") ? "every dead letter" : id)
              + " for good; add --yes to do it");
    }
    Api api = connection.open(context);
    if (id.equals("all")) {
      context
          .terminal()
          .print(api.delete(LETTERS).path("purged").asInt() + " dead letters removed");
    } else {
      api.delete(LETTERS + "/" + id);
      context.terminal().print(id + " removed");
    }
    return ExitCode.OK;
  }

  /** For scripts. */
  static final class AsJson {
    @Option(names = "--json", description = "Say what the platform answers, as it answers.")
    private boolean json;
  }

  private JsonNode switched(Connection connection, String verb, boolean everything) {
    return connection
        .open(context)
        .post(QUEUE + verb + (everything ? "?scope=everything" : ""), Map.of());
  }

  private int show(AsJson as, JsonNode queue) {
    if (as.json) {
      context.terminal().print(queue.toString());
    } else {
      lines(queue).forEach(context.terminal()::print);
    }
    return ExitCode.OK;
  }

  static List<String> lines(JsonNode queue) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d wait, %d of them for another attempt; %d run on %d workers"
            .formatted(
                queue.path("depth").asLong(),
                queue.path("retrying").asLong(),
                queue.path("running").size(),
                queue.at("/limits/workers").asInt()));
    queue
        .path("waiting")
        .properties()
        .forEach(
            priority -> {
              JsonNode oldest = queue.path("oldest_wait_ms").path(priority.getKey());
              lines.add(
                  "  priority %s: %d%s"
                      .formatted(
                          priority.getKey(),
                          priority.getValue().asLong(),
                          oldest.isMissingNode()
                              ? ""
                              : ", the first for " + Output.seconds(oldest.asLong() / 1_000.0)));
            });
    if (queue.path("paused").asBoolean()) {
      lines.add(
          queue.has("everything_paused_by")
              ? "Everything is paused, by " + queue.get("everything_paused_by").asText()
              : "Paused by " + queue.path("paused_by").asText());
    }
    return lines;
  }
}
