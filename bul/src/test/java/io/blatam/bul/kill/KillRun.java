package io.blatam.bul.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.testkit.HttpCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run: jobs are asked for on any node that answers, again under the same key until one has,
 * while nodes are killed at random and come back; then everything is left in peace until no job is
 * unfinished, and the journals are read.
 */
final class KillRun {

  private static final String DOCUMENTS = "/api/v1/bul/documents";
  private static final int CALLERS = 6;

  /**
   * @param jobs to ask for
   * @param nodes processes
   * @param killing how long nodes are killed
   * @param everyMillis mean time between kills
   * @param restartDatabase whether the database goes away and comes back in the middle
   * @param peace how long unfinished jobs may take after that
   */
  record Plan(
      int jobs,
      int nodes,
      Duration killing,
      int everyMillis,
      boolean restartDatabase,
      Duration peace) {}

  /**
   * @param accepted jobs by id that an answer said were accepted
   * @param cancelled those of them whose cancellation was answered
   */
  record Outcome(
      Set<String> accepted, Set<String> cancelled, int kills, Duration took, Fates fates) {}

  private final Plan plan;
  private final Path directory;
  private final Database database;
  private final List<Integer> ports;
  private final Map<Integer, KillNode> nodes = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
  private final AtomicInteger kills = new AtomicInteger();
  private final Random random;

  KillRun(Plan plan, Path directory, Database database, long seed) {
    this.plan = plan;
    this.directory = directory;
    this.database = database;
    this.random = new Random(seed);
    this.ports = freePorts(plan.nodes());
  }

  Outcome run() throws Exception {
    Instant began = Instant.now();
    try {
      ports.forEach(this::start);
      nodes.values().forEach(KillNode::door);
      ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
      AtomicInteger next = new AtomicInteger();
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.execute(() -> ask(next));
      }
      callers.shutdown();
      killForAWhile();
      assertThat(callers.awaitTermination(plan.peace().toSeconds(), TimeUnit.SECONDS))
          .as("every job was asked for")
          .isTrue();
      leaveInPeace();
      try (Connection connection = database.connect()) {
        return new Outcome(
            Set.copyOf(accepted),
            Set.copyOf(cancelled),
            kills.get(),
            Duration.between(began, Instant.now()),
            Fates.of(connection));
      }
    } finally {
      nodes.values().forEach(KillNode::kill);
    }
  }

  private void start(int port) {
    nodes.put(
        port,
        KillNode.start(
            directory.resolve("node-" + port),
            port,
            ports,
            """
            blatam.database { url = "%s", user = postgres, connections = 6, connect-timeout = 3s }
            blatam.bul.queue {
              jobs = 4, heartbeat = 1s, lease = 5s, awaken = 3s, recount = 5s
              retry { attempts = 3, delay = 200ms, max-delay = 2s }
            }
            akka.cluster.split-brain-resolver.stable-after = 3s
            akka.cluster.shutdown-after-unsuccessful-join-seed-nodes = off
            akka.loglevel = WARNING
            """
                .formatted(database.url())));
  }

  private void ask(AtomicInteger next) {
    for (int job = next.getAndIncrement(); job < plan.jobs(); job = next.getAndIncrement()) {
      String id = accepted(job);
      accepted.add(id);
      if (job % 20 == 7 && cancel(id)) {
        cancelled.add(id);
      }
    }
  }

  private String accepted(int job) {
    String kind =
        job % 1_000 == 500
            ? PacedProduction.POISON
            : job % 100 == 50 ? PacedProduction.REFUSED : "";
    String brief =
        "{\"text\": \"Acta %d %s\", \"document_type\": \"meeting-report\", \"formats\": [\"md\"], \"priority\": %d}"
            .formatted(job, kind, 1 + job % 5);
    while (true) {
      Optional<HttpCaller> caller = anyNode();
      if (caller.isEmpty()) {
        Thread.onSpinWait();
        continue;
      }
      try {
        HttpCaller.Answer answer =
            caller
                .get()
                .send(
                    caller
                        .get()
                        .request(DOCUMENTS)
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "job-" + job)
                        .POST(HttpRequest.BodyPublishers.ofString(brief)));
        if (answer.status() == 202) {
          return answer.json().get("id").textValue();
        }
        assertThat(answer.status()).as(answer.text()).isIn(429, 500, 503);
      } catch (UncheckedIOException gone) {
        // The node was killed before it answered; the key makes asking again safe.
      }
    }
  }

  private boolean cancel(String id) {
    try {
      return anyNode()
          .map(caller -> caller.delete(DOCUMENTS + "/" + id).status() == 200)
          .orElse(false);
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  private Optional<HttpCaller> anyNode() {
    List<HttpCaller> open = new ArrayList<>();
    nodes
        .values()
        .forEach(
            node ->
                node.open()
                    .ifPresent(door -> open.add(new HttpCaller(door.server(), door.token()))));
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(open.get((int) (Math.abs(System.nanoTime() / 1_000) % open.size())));
  }

  /** Also starts again what a job has ended. */
  private void killForAWhile() throws InterruptedException {
    Instant end = Instant.now().plus(plan.killing());
    boolean restart = plan.restartDatabase();
    while (Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(plan.everyMillis() / 2 + random.nextInt(plan.everyMillis()));
      int port = ports.get(random.nextInt(ports.size()));
      nodes.get(port).kill();
      kills.incrementAndGet();
      if (restart && Instant.now().isAfter(end.minus(plan.killing().dividedBy(2)))) {
        database.restart();
        restart = false;
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      startWhatEnded();
    }
  }

  private void startWhatEnded() {
    ports.stream().filter(port -> !nodes.get(port).alive()).forEach(this::start);
  }

  private void leaveInPeace() throws SQLException, InterruptedException {
    Instant patience = Instant.now().plus(plan.peace());
    try (Connection connection = database.connect()) {
      while (Fates.unfinished(connection) > 0 && Instant.now().isBefore(patience)) {
        TimeUnit.MILLISECONDS.sleep(250);
        startWhatEnded();
      }
    }
  }

  private static List<Integer> freePorts(int count) {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
        ports.add(sockets.get(i).getLocalPort());
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return ports;
  }
}
