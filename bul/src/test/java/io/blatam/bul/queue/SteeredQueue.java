package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Sink;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.api.QueueView;
import io.blatam.bul.http.QueueRoutes;
import io.blatam.platform.Platform;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A platform with a queue whose stages a test steers. Starting one takes seconds, so the tests of a
 * class share it: each has tenants of its own, and {@link #tidy} ends what it left.
 */
final class SteeredQueue implements AutoCloseable {

  /** Which document is meant the words tell well enough; embedding examples takes seconds. */
  private static final String BY_WORDS =
      """
      blatam.inference.embedding.remote { base-url = "http://127.0.0.1:9/v1", model = none, dimension = 8 }
      """;

  private final Path directory;
  private final String settings;
  private final Map<String, Principal> asked = new LinkedHashMap<>();
  private ScratchPlatform scratch;
  private SteeredProduction production;
  private QueuedDocuments documents;
  private URI server;
  private int test;

  private SteeredQueue(Path directory, String settings) {
    this.directory = directory;
    this.settings = BY_WORDS + settings;
  }

  static SteeredQueue start(Path directory, String settings) {
    SteeredQueue queue = new SteeredQueue(directory, settings);
    queue.open();
    return queue;
  }

  private void open() {
    scratch = ScratchPlatform.start(directory, settings);
    production = new SteeredProduction();
    documents = QueuedDocuments.start(scratch.platform(), production);
    server =
        scratch.serve(
            "bul", new QueueRoutes(documents.queue(), scratch.platform().identity()).routes());
  }

  /** As an operator would, with stages that nobody steers yet. */
  void restart() {
    scratch.close();
    open();
  }

  /** Ends what a test has left, so that the next finds free workers. */
  void tidy() {
    production.reset();
    asked.forEach(
        (job, who) -> {
          try {
            Await.result(documents.cancel(who, job, ""));
          } catch (ProblemException ended) {
            // Nothing is left to cancel.
          }
        });
    asked.values().stream().map(Principal::tenant).distinct().forEach(this::untilIdle);
    asked.clear();
    production.reset();
    test++;
  }

  private void untilIdle(String tenant) {
    until(
        () -> {
          QueueView seen = Await.result(documents.queue().look(tenant));
          return seen.depth() == 0 && seen.running().isEmpty();
        });
  }

  /** A user of a tenant that only this test has. */
  Principal user(String tenant) {
    return new Principal("ana", tenant(tenant), Set.of("documents"));
  }

  String tenant(String name) {
    return name + "-" + test;
  }

  HttpCaller caller(String tenant, String... scopes) {
    return callerOf(tenant(tenant), scopes);
  }

  /** Of a tenant under its own name. */
  HttpCaller callerOf(String tenant, String... scopes) {
    return new HttpCaller(server, scratch.token(tenant, scopes));
  }

  String submit(Principal who, DocumentRequest request) {
    String job = Await.result(documents.submit(who, request, Optional.empty(), "")).job().id();
    asked.put(job, who);
    return job;
  }

  List<Progress> toTheEnd(String tenant, String job) {
    return Await.result(
        documents
            .progress(tenant(tenant), job, 0)
            .runWith(Sink.seq(), scratch.platform().system()));
  }

  List<String> eventsOf(String tenant, String job) {
    return toTheEnd(tenant, job).stream().map(Progress::event).toList();
  }

  JobView job(String tenant, String id) {
    return Await.result(documents.find(tenant(tenant), id)).orElseThrow();
  }

  void untilDone(String step) {
    until(() -> production.done.contains(step));
  }

  static void until(BooleanSupplier condition) {
    Instant patience = Instant.now().plusSeconds(20);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(patience);
      Thread.onSpinWait();
    }
  }

  Platform platform() {
    return scratch.platform();
  }

  SteeredProduction production() {
    return production;
  }

  QueuedDocuments documents() {
    return documents;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
