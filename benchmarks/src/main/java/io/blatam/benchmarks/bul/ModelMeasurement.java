package io.blatam.benchmarks.bul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.OutlineView;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.locale.Language;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What batch collection gains where a model writes: the same documents by a {@link StubModel} of 2
 * s a call, asked prompt by prompt and in lists. A list gains where the endpoint takes only so many
 * calls at once, so that is measured, and beside it an endpoint that takes any number. Each row has
 * a platform of its own with nothing in its cache.
 */
final class ModelMeasurement {

  private static final long LATENCY_MILLIS = 2_000;
  private static final int DOCUMENTS = 24;
  private static final int CALLS_AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How much more a minute lists must bring where calls are few. */
  private static final double GAIN = 1.5;

  private record Endpoint(String name, int callsAtOnce, int promptsInCall) {}

  private record Row(
      double perMinute, int done, int narrative, int byModel, List<Integer> batches) {}

  /**
   * @return whether lists gained what they must, and the model wrote all that it was asked for
   */
  boolean table() throws Exception {
    System.out.printf(
        "%n%d documents written by a model that takes %d ms a call%n%-34s %8s %18s %8s %14s %10s%n",
        DOCUMENTS,
        LATENCY_MILLIS,
        "endpoint",
        "done",
        "sections by model",
        "calls",
        "prompts a call",
        "docs/min");
    Row one = row(new Endpoint(CALLS_AT_ONCE + " calls at once, one by one", CALLS_AT_ONCE, 0));
    Row lists = row(new Endpoint(CALLS_AT_ONCE + " calls at once, lists of 16", CALLS_AT_ONCE, 16));
    Row free = row(new Endpoint("any number at once, one by one", 0, 0));
    double gain = lists.perMinute() / one.perMinute();
    boolean written =
        Stream.of(one, lists, free)
            .allMatch(row -> row.done() == DOCUMENTS && row.byModel() == row.narrative());
    System.out.printf(
        Locale.ROOT,
        "Lists bring %.1f times as many documents (target: at least %.1f).%n",
        gain,
        GAIN);
    return gain >= GAIN && written;
  }

  private static Row row(Endpoint endpoint) throws Exception {
    Path folder = Files.createTempDirectory("bench-model");
    try (StubModel model = StubModel.start(LATENCY_MILLIS)) {
      Platform platform = Bootstrap.start(configuration(endpoint, model, folder));
      try {
        Row row = written(Documents.on(platform), model);
        System.out.printf(
            Locale.ROOT,
            "%-34s %8d %11d of %3d %8d %14s %10.1f%n",
            endpoint.name(),
            row.done(),
            row.byModel(),
            row.narrative(),
            row.batches().size(),
            sizes(row.batches()),
            row.perMinute());
        return row;
      } finally {
        platform.system().terminate();
        platform.system().getWhenTerminated().toCompletableFuture().join();
      }
    } finally {
      delete(folder);
    }
  }

  /** Rooms for jobs and sections are wide, so that the endpoint is what limits. */
  private static com.typesafe.config.Config configuration(
      Endpoint endpoint, StubModel model, Path folder) {
    return Bootstrap.configuration(
        ConfigFactory.parseString(
            """
            blatam.data-dir = "%s"
            blatam.cluster.port = 0
            blatam.management.enabled = off
            blatam.bul.queue { jobs = 12, sections = 8, tenant-share = 1 }
            blatam.inference.openai {
              base-url = "%s", model = "%s", concurrency = %d
              prompts { most = %d, window = 25 ms }
            }
            akka.loglevel = WARNING
            akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            """
                .formatted(
                    folder,
                    model.baseUrl(),
                    StubModel.NAME,
                    endpoint.callsAtOnce(),
                    endpoint.promptsInCall())));
  }

  private static Row written(Documents documents, StubModel model) throws Exception {
    Principal principal = new Principal("bench", "bench", Set.of());
    List<String> jobs = new ArrayList<>();
    long began = System.nanoTime();
    for (ObjectNode brief : briefs()) {
      jobs.add(
          documents
              .submit(principal, DocumentRequest.read(brief), Optional.empty(), "")
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS)
              .job()
              .id());
    }
    List<JobView> ended = new ArrayList<>();
    for (String job : jobs) {
      ended.add(end(documents, principal.tenant(), job, began));
    }
    double minutes = (System.nanoTime() - began) / 60e9;
    List<JobView> done = ended.stream().filter(job -> job.status() == JobStatus.DONE).toList();
    int narrative = 0;
    for (JobView job : done) {
      narrative += narrative(documents, principal.tenant(), job.id());
    }
    return new Row(
        done.size() / minutes,
        done.size(),
        narrative,
        (int)
            done.stream()
                .flatMap(job -> job.sections().stream())
                .filter(section -> section.model().isPresent())
                .count(),
        model.batches());
  }

  /** How many of a document's sections a model is asked for. */
  private static int narrative(Documents documents, String tenant, String job) throws Exception {
    return (int)
        documents
            .outline(tenant, job)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS)
            .orElseThrow()
            .sections()
            .stream()
            .filter(OutlineView.Section::narrative)
            .count();
  }

  private static JobView end(Documents documents, String tenant, String job, long beganNanos)
      throws Exception {
    while (System.nanoTime() - beganNanos < PATIENCE.toNanos()) {
      JobView view =
          documents.find(tenant, job).toCompletableFuture().get(60, TimeUnit.SECONDS).orElseThrow();
      if (view.status().ended()) {
        return view;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IllegalStateException(job + " has not ended within " + PATIENCE);
  }

  /** Types in turn, half of them in either language, each with its own example. */
  private static List<ObjectNode> briefs() {
    List<ObjectNode> briefs = new ArrayList<>();
    List<DocumentType> types = DocumentTypes.all();
    for (int i = 0; i < DOCUMENTS; i++) {
      DocumentType type = types.get(i % types.size());
      Language language = i % 2 == 0 ? Language.ES : Language.EN;
      ObjectNode brief =
          JsonNodeFactory.instance
              .objectNode()
              .put("document_type", type.id())
              .put("language", language.code());
      brief.putObject("company").put("name", "Nortia " + i).put("country", "CO");
      brief.putArray("formats").add("md");
      Optional<JsonNode> example = type.definition().example();
      if (example.isPresent()) {
        brief.set("fields", example.get().get(language.code()));
      } else {
        brief.put("text", type.label(language));
      }
      briefs.add(brief);
    }
    return briefs;
  }

  private static String sizes(List<Integer> batches) {
    return String.format(
        Locale.ROOT,
        "%.1f (max %d)",
        batches.stream().mapToInt(size -> size).average().orElse(0),
        batches.stream().mapToInt(size -> size).max().orElse(0));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
