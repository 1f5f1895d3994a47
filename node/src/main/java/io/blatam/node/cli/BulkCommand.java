package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.ApiFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bulk",
    description = "Ask for many documents from a table, and fetch them as one archive.",
    footerHeading = "%nExample:%n",
    footer = "  ./blatam bulk examples/bulk-es.csv --out ofertas")
final class BulkCommand implements Callable<Integer> {

  private static final String BULK = "/api/v1/bul/bulk";
  private static final Duration POLL = Duration.ofMillis(500);

  /** How long the platform may be gone, restarting say, before its absence counts as a failure. */
  private static final Duration ABSENCE = Duration.ofSeconds(60);

  private final Context context;

  @Parameters(
      paramLabel = "FILE",
      description = "A .csv table, a .json array or an .ndjson file of briefs.")
  private Path file;

  @Mixin private OutFolder out;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Idempotency key: the same file under the same key is sent once.")
  private String key;

  @Mixin private Connection connection;

  BulkCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(file)) {
      throw new CommandFailure("can not read " + file);
    }
    Api api = connection.open(context);
    JsonNode bulk =
        api.post(
            BULK,
            mediaType(file),
            Files.readAllBytes(file),
            key == null ? java.util.Map.of() : java.util.Map.of("Idempotency-Key", key));
    Terminal terminal = context.terminal();
    Speech speech = context.speech();
    terminal.note(
        speech.count(
                bulk.path("rows").asInt(), speech.say("row", "fila"), speech.say("rows", "filas"))
            + speech.say(", %d rejected", ", rechazadas: %d").formatted(count(bulk, "rejected")));
    bulk = follow(api, bulk.at("/links/self").asText());
    terminal.print(
        api.download(bulk.at("/links/result").asText(), out.path(), "result.csv").toString());
    if (count(bulk, "done") > 0) {
      terminal.print(
          api.download(bulk.at("/links/files").asText(), out.path(), "files.zip").toString());
    }
    terminal.note(
        speech
            .say(
                "%d done, %d rejected, %d failed, %d cancelled",
                "%d hechas, %d rechazadas, %d fallidas, %d canceladas")
            .formatted(
                count(bulk, "done"),
                count(bulk, "rejected"),
                count(bulk, "failed"),
                count(bulk, "cancelled")));
    return count(bulk, "done") == bulk.path("rows").asInt() ? ExitCode.OK : ExitCode.FAILED;
  }

  private JsonNode follow(Api api, String self) {
    long seen = System.nanoTime();
    for (; ; pause()) {
      try {
        JsonNode bulk = api.get(self);
        seen = System.nanoTime();
        if (bulk.has("finished_at")) {
          return bulk;
        }
        context
            .terminal()
            .status(
                context
                    .speech()
                    .say("%d of %d done", "%d de %d hechas")
                    .formatted(count(bulk, "done"), bulk.path("rows").asInt()));
      } catch (ApiFailure away) {
        if (!away.mayPass() || System.nanoTime() - seen > ABSENCE.toNanos()) {
          throw away;
        }
      }
    }
  }

  private static String mediaType(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return "application/json";
    }
    return name.endsWith(".ndjson") || name.endsWith(".jsonl")
        ? "application/x-ndjson"
        : "text/csv";
  }

  private static int count(JsonNode bulk, String state) {
    return bulk.at("/counts/" + state).asInt();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
