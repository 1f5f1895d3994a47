package io.blatam.benchmarks.bul;

import io.blatam.bul.api.QueueView;
import io.blatam.platform.identity.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * One database's tables: how fast jobs pass, and what one costs at three depths. Jobs are asked for
 * and done through the same calls as anybody's; only the stages between take no time.
 */
final class QueueMeasurement {

  private static final int[] DEPTHS = {1_000, 10_000, 100_000};
  private static final int JOBS = 500;
  private static final int PASSES = 3;
  private static final int ROUNDS = 5;
  private static final int PER_ROUND = 100;

  /** One look takes about 2 ms and is as often late by another. */
  private static final int LOOKS = 100;

  private static final int IN_FLIGHT = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** As long as PostgreSQL may keep what it has counted to itself. */
  private static final Duration COUNTED = Duration.ofMillis(1_500);

  /** How much dearer an operation may be at the greatest depth than at the least. */
  private static final double FLAT = 1.5;

  private record Cost(double acceptMs, double doneMs, double lookMs, double placeMs) {}

  private final QueuePlatform platform;

  QueueMeasurement(QueuePlatform platform) {
    this.platform = platform;
  }

  /**
   * @return whether every operation costs the same at every depth
   */
  boolean table() throws Exception {
    platform.untilItAnswers();
    passing("warm-up", JOBS);
    List<double[]> passes = new ArrayList<>();
    for (int pass = 0; pass < PASSES; pass++) {
      passes.add(passing("passing-" + pass, JOBS));
    }
    double[] effort = effort("effort", JOBS);
    System.out.printf(
        Locale.ROOT,
        "%n%s: %,d jobs through the queue, medians of %d%n  accepted %,.0f/s   leased %,.0f/s "
            + "  finished %,.0f/s%n  %s a job: %.1f to accept it, %.1f to finish it%n%n",
        platform.store(),
        JOBS,
        PASSES,
        median(passes, 0),
        median(passes, 1),
        median(passes, 2),
        platform.store().unit,
        effort[0],
        effort[1]);
    System.out.printf(
        "  %-12s %12s %18s %14s %14s%n",
        "jobs waiting", "accept ms", "lease+finish ms", "GET queue ms", "GET place ms");
    List<Cost> costs = new ArrayList<>();
    for (int depth : DEPTHS) {
      Cost cost = cost(depth);
      costs.add(cost);
      System.out.printf(
          Locale.ROOT,
          "  %,-12d %12.2f %18.2f %14.2f %14.2f%n",
          depth,
          cost.acceptMs(),
          cost.doneMs(),
          cost.lookMs(),
          cost.placeMs());
    }
    double accept = growth(costs, Cost::acceptMs);
    double done = growth(costs, Cost::doneMs);
    double look = growth(costs, Cost::lookMs);
    System.out.printf(
        Locale.ROOT,
        "  growth       %12.2f %18.2f %14.2f   (target: at most %.1f)%n",
        accept,
        done,
        look,
        FLAT);
    return accept <= FLAT && done <= FLAT && look <= FLAT;
  }

  private static double growth(List<Cost> byDepth, ToDoubleFunction<Cost> cost) {
    return cost.applyAsDouble(byDepth.get(byDepth.size() - 1)) / cost.applyAsDouble(byDepth.get(0));
  }

  /** Jobs a second: accepted, leased, finished. The line is filled first and then let go. */
  private double[] passing(String tenant, int jobs) throws Exception {
    Principal admin = principal(tenant);
    pause(admin);
    double accepted = accept(admin, jobs);
    long began = System.nanoTime();
    resume(admin);
    await(() -> look(tenant).depth() == 0);
    double leased = seconds(began);
    await(() -> platform.done(tenant) >= jobs);
    return new double[] {jobs / accepted, jobs / leased, jobs / seconds(began)};
  }

  /** What the database does for a job: to accept it, and to finish it. */
  private double[] effort(String tenant, int jobs) throws Exception {
    Principal admin = principal(tenant);
    pause(admin);
    long before = counted();
    accept(admin, jobs);
    long accepted = counted();
    resume(admin);
    while (platform.done(tenant) < jobs) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    long finished = counted();
    return new double[] {
      (accepted - before) / (double) jobs, (finished - accepted) / (double) jobs
    };
  }

  private long counted() throws SQLException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(COUNTED.toMillis());
    return platform.effort();
  }

  /** Medians of some rounds, each of which leaves as many in line as it found. */
  private Cost cost(int depth) throws Exception {
    String tenant = "depth-" + depth;
    Principal admin = principal(tenant);
    pause(admin);
    platform.fill(tenant, depth);
    await(() -> look(tenant).depth() >= depth);
    List<Double> accepts = new ArrayList<>();
    List<Double> dones = new ArrayList<>();
    List<Double> looks = new ArrayList<>();
    List<Double> places = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double accept = accept(admin, PER_ROUND) * 1_000 / PER_ROUND;
      double look = each(LOOKS, () -> platform.documents().queue().look(tenant));
      String last = submitted(admin);
      double place = each(LOOKS, () -> platform.documents().find(tenant, last));
      long target = platform.done(tenant) + PER_ROUND;
      long began = System.nanoTime();
      resume(admin);
      await(() -> platform.done(tenant) >= target);
      double done = seconds(began) * 1_000 / PER_ROUND;
      pause(admin);
      await(() -> look(tenant).running().isEmpty());
      if (round > 0) {
        accepts.add(accept);
        dones.add(done);
        looks.add(look);
        places.add(place);
      }
    }
    return new Cost(median(accepts), median(dones), median(looks), median(places));
  }

  /**
   * @return seconds
   */
  private double accept(Principal caller, int jobs) throws InterruptedException {
    Semaphore permits = new Semaphore(IN_FLIGHT);
    AtomicReference<Throwable> failed = new AtomicReference<>();
    long began = System.nanoTime();
    for (int job = 0; job < jobs; job++) {
      permits.acquire();
      platform
          .documents()
          .submit(caller, QueuePlatform.REQUEST, Optional.empty(), "")
          .whenComplete(
              (submission, failure) -> {
                if (failure != null) {
                  failed.set(failure);
                }
                permits.release();
              });
    }
    permits.acquire(IN_FLIGHT);
    if (failed.get() != null) {
      throw new IllegalStateException("a job was not accepted", failed.get());
    }
    return seconds(began);
  }

  private String submitted(Principal caller) {
    return platform
        .documents()
        .submit(caller, QueuePlatform.REQUEST, Optional.empty(), "")
        .toCompletableFuture()
        .join()
        .job()
        .id();
  }

  private interface Call {
    CompletionStage<?> begin();
  }

  /** Milliseconds a call, one after the other. */
  private static double each(int times, Call call) {
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      call.begin().toCompletableFuture().join();
    }
    return seconds(began) * 1_000 / times;
  }

  private QueueView look(String tenant) {
    return platform.documents().queue().look(tenant).toCompletableFuture().join();
  }

  private void pause(Principal admin) {
    platform.documents().queue().pause(admin, "").toCompletableFuture().join();
  }

  private void resume(Principal admin) {
    platform.documents().queue().resume(admin, "").toCompletableFuture().join();
  }

  private interface Condition {
    boolean holds() throws SQLException;
  }

  private static void await(Condition condition) throws SQLException, InterruptedException {
    Instant patience = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("nothing goes on");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static Principal principal(String tenant) {
    return new Principal("bench", tenant, Set.of("documents", "admin"));
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  private static double median(List<double[]> rows, int column) {
    return median(rows.stream().map(row -> row[column]).toList());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
