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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: jobs are asked for on any node that answers, again under the same key until one has,
 * while nodes are killed at random, as soon as they are at work, and come back; then everything is
 * left in peace until no job is unfinished or the time for that is over, and the journals are read.
 */
final class KillRun {

  private static final String DOCUMENTS = "/api/v1/bul/documents";
  private static final String QUEUE = "/api/v1/bul/queue";
  private static final int CALLERS = 12;

  /** How long a node that is to be killed may take to have work. */
  private static final Duration AT_WORK = Duration.ofSeconds(8);

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration ANSWER = Duration.ofSeconds(10);

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
   * @param cut jobs that were leased to a process when it was killed, and had not ended; as often
   *     as they were
   */
  record Outcome(
      Set<String> accepted,
      Set<String> cancelled,
      int kills,
      List<String> cut,
      Duration took,
      Fates fates) {}

  private final Plan plan;
  private final Path directory;
  private final Database database;
  private final List<Integer> ports;
  private final Map<Integer, KillNode> nodes = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
  private final List<String> cut = new ArrayList<>();
  private final Random random;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile int kills;
  private volatile boolean over;

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
      Instant first = Instant.now();
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.execute(() -> ask(next, first));
      }
      callers.shutdown();
      clock.scheduleAtFixedRate(() -> sayHowFar(began), 15, 15, TimeUnit.SECONDS);
      killForAWhile();
      Instant patience = Instant.now().plus(plan.peace());
      leaveInPeace(callers, patience);
      over = true;
      try (Connection connection = database.connect()) {
        return new Outcome(
            Set.copyOf(accepted),
            Set.copyOf(cancelled),
            kills,
            List.copyOf(cut),
            Duration.between(began, Instant.now()),
            Fates.of(connection));
      }
    } finally {
      over = true;
      clock.shutdownNow();
      nodes.values().forEach(KillNode::kill);
    }
  }

  private void sayHowFar(Instant began) {
    try (Connection connection = database.connect()) {
      System.out.printf(
          "  %3d s: %,d accepted, %,d of them not ended, %d kills, %d of %d nodes serve%n",
          Duration.between(began, Instant.now()).toSeconds(),
          accepted.size(),
          Fates.unfinished(connection),
          kills,
          nodes.values().stream().filter(node -> node.open().isPresent()).count(),
          plan.nodes());
    } catch (SQLException away) {
      System.out.println("  the database is away");
    }
  }

  /** The last that each node said. */
  String words() {
    StringBuilder words = new StringBuilder();
    nodes.forEach(
        (port, node) -> words.append("node ").append(port).append('\n').append(node.words()));
    return words.toString();
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
              jobs = 4, tenant-share = 1, heartbeat = 1s, lease = 5s, awaken = 3s, recount = 5s
              retry { attempts = 3, delay = 200ms, max-delay = 2s }
            }
            # Nodes come and go faster than the cluster calls stable; it shall not put itself out for that.
            akka.cluster.split-brain-resolver { stable-after = 3s, down-all-when-unstable = off }
            # Each brief names its document. Embedding examples is most of what a node does when it starts, which it does often.
            blatam.inference.embedding.remote { base-url = "http://127.0.0.1:9/v1", model = none, dimension = 8 }
            akka.cluster.shutdown-after-unsuccessful-join-seed-nodes = off
            akka.loglevel = WARNING
            """
                .formatted(database.url())));
  }

  /** Spread over the time in which nodes are killed. */
  private void ask(AtomicInteger next, Instant first) {
    for (int job = next.getAndIncrement(); job < plan.jobs(); job = next.getAndIncrement()) {
      Instant due = first.plus(plan.killing().multipliedBy(9 * job).dividedBy(10L * plan.jobs()));
      pause(Duration.between(Instant.now(), due));
      Optional<String> id = accepted(job);
      if (id.isEmpty()) {
        return;
      }
      accepted.add(id.get());
      if (job % 20 == 7 && cancel(job, id.get())) {
        cancelled.add(id.get());
      }
    }
  }

  /** Empty when the run is over before anybody has accepted it. */
  private Optional<String> accepted(int job) {
    String kind =
        job % 1_000 == 500
            ? PacedProduction.POISON
            : job % 100 == 50 ? PacedProduction.REFUSED : "";
    String brief =
        "{\"text\": \"Acta %d %s\", \"document_type\": \"meeting-report\", \"formats\": [\"md\"], \"priority\": %d}"
            .formatted(job, kind, 1 + job % 5);
    while (!over) {
      Optional<HttpCaller> caller = anyNode(job);
      if (caller.isEmpty()) {
        pause(MOMENT);
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
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "job-" + job)
                        .POST(HttpRequest.BodyPublishers.ofString(brief)));
        if (answer.status() == 202) {
          return Optional.of(answer.json().get("id").textValue());
        }
        assertThat(answer.status()).as(answer.text()).isIn(429, 500, 503);
      } catch (UncheckedIOException gone) {
        // The node was killed before it answered; the key makes asking again safe.
      }
      pause(MOMENT);
    }
    return Optional.empty();
  }

  private static void pause(Duration time) {
    if (!time.isNegative()) {
      LockSupport.parkNanos(time.toNanos());
    }
  }

  private boolean cancel(int job, String id) {
    try {
      return anyNode(job)
          .map(caller -> caller.delete(DOCUMENTS + "/" + id).status() == 200)
          .orElse(false);
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  /**
   * @param job tells whose it is
   */
  private Optional<HttpCaller> anyNode(int job) {
    List<HttpCaller> open = new ArrayList<>();
    for (KillNode node : nodes.values()) {
      node.open()
          .ifPresent(
              door ->
                  open.add(
                      new HttpCaller(
                          door.server(), door.tokens().get(job % KillNode.TENANTS.size()))));
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(open.get((int) (Math.abs(System.nanoTime() / 1_000) % open.size())));
  }

  /** Also starts again what a job has ended. */
  private void killForAWhile() throws InterruptedException, SQLException {
    Instant end = Instant.now().plus(plan.killing());
    boolean restart = plan.restartDatabase();
    while (Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(plan.everyMillis() / 2 + random.nextInt(plan.everyMillis()));
      List<Integer> serving =
          ports.stream().filter(port -> nodes.get(port).open().isPresent()).toList();
      if (!serving.isEmpty()) {
        kill(serving.get(random.nextInt(serving.size())));
      }
      if (restart && Instant.now().isAfter(end.minus(plan.killing().dividedBy(2)))) {
        database.restart();
        restart = false;
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      startWhatEnded();
    }
  }

  /**
   * Kills a node that serves, if possible while it is at work; what it was at is noted. Those that
   * are still starting are spared: on a slow machine no node would ever serve.
   */
  private void kill(int port) throws SQLException {
    Set<String> held = Set.of();
    Instant patience = Instant.now().plus(AT_WORK);
    while (held.isEmpty() && Instant.now().isBefore(patience)) {
      held = begun(leasedTo(port));
      if (held.isEmpty()) {
        pause(MOMENT);
      }
    }
    if (nodes.get(port).open().isEmpty()) {
      return;
    }
    nodes.get(port).kill();
    kills++;
    try (Connection connection = database.connect()) {
      cut.addAll(Fates.of(connection).endless(held));
    }
  }

  /** Those of them that are at work: a lease alone leaves nothing to begin again. */
  private Set<String> begun(Set<String> leased) throws SQLException {
    if (leased.isEmpty()) {
      return leased;
    }
    try (Connection connection = database.connect()) {
      return Fates.begun(connection, leased);
    }
  }

  /** What the queues have given to a node; nothing if they do not say. */
  private Set<String> leasedTo(int port) {
    Set<String> leased = new HashSet<>();
    for (int tenant = 0; tenant < KillNode.TENANTS.size(); tenant++) {
      try {
        anyNode(tenant)
            .map(caller -> caller.get(QUEUE))
            .filter(answer -> answer.status() == 200)
            .ifPresent(
                answer ->
                    answer
                        .json()
                        .get("running")
                        .forEach(
                            job -> {
                              if (job.get("node").textValue().endsWith(":" + port)) {
                                leased.add(job.get("id").textValue());
                              }
                            }));
      } catch (UncheckedIOException gone) {
        // Whoever was asked has ended.
      }
    }
    return leased;
  }

  private void startWhatEnded() {
    ports.stream().filter(port -> !nodes.get(port).alive()).forEach(this::start);
  }

  private void leaveInPeace(ExecutorService callers, Instant patience)
      throws SQLException, InterruptedException {
    try (Connection connection = database.connect()) {
      while (!(callers.isTerminated() && Fates.unfinished(connection) == 0)
          && Instant.now().isBefore(patience)) {
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
