package io.blatam.inference.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.SystemMaterializer;
import io.blatam.inference.api.GenerationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchCollectorTest {

  private static ActorTestKit kit;

  /** A call that the test answers. */
  private record Sent(List<Integer> requests, CompletableFuture<List<String>> answer) {
    void succeed() {
      answer.complete(requests.stream().map(number -> "n" + number).toList());
    }

    List<Integer> requestsAndAnswer() {
      succeed();
      return requests;
    }
  }

  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void submit_enoughForABatch_goTogetherAndEachGetsItsOwn() throws Exception {
    BatchCollector<Integer, String> collector = collector(4, Duration.ofMinutes(1), 1, 100);
    List<CompletableFuture<String>> results = submit(collector, 4);

    Sent batch = next();
    batch.succeed();

    assertThat(batch.requests()).containsExactly(0, 1, 2, 3);
    for (int i = 0; i < 4; i++) {
      assertThat(results.get(i).get(5, SECONDS)).isEqualTo("n" + i);
    }
  }

  @Test
  void submit_fewerThanABatch_goWhenTheWindowIsOver() throws Exception {
    BatchCollector<Integer, String> collector = collector(100, Duration.ofMillis(50), 1, 100);
    long started = System.nanoTime();
    List<CompletableFuture<String>> results = submit(collector, 3);

    next().succeed();

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(45));
    // Whoever is submitted after the window goes with the next one.
    while (!results.get(2).isDone()) {
      Sent late = sent.poll(10, MILLISECONDS);
      if (late != null) {
        late.succeed();
      }
    }
    assertThat(results.get(2).get(5, SECONDS)).isEqualTo("n2");
  }

  /** In which order is {@link PriorityWindowTest}'s: the last may be submitted when one goes. */
  @Test
  void submit_whileABatchIsUnderWay_gatherAndAllGo() throws Exception {
    BatchCollector<Integer, String> collector = collector(2, Duration.ZERO, 1, 100);
    collector.submit(0, 3);
    Sent first = next();
    for (int priority : List.of(5, 4, 3, 2, 1)) {
      collector.submit(priority, priority);
    }
    first.succeed();

    List<Integer> gone = new ArrayList<>();
    while (gone.size() < 5) {
      List<Integer> together = next().requestsAndAnswer();
      assertThat(together).hasSizeBetween(1, 2);
      gone.addAll(together);
    }
    assertThat(gone).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void submit_oneIsAtFault_onlyThatOneFails() throws Exception {
    BatchCollector<Integer, String> collector = collector(3, Duration.ofMinutes(1), 1, 100);
    List<CompletableFuture<String>> results = submit(collector, 3);
    next().answer().completeExceptionally(new IllegalArgumentException("2 is odd"));

    for (int i = 0; i < 3; i++) {
      Sent alone = next();
      assertThat(alone.requests()).containsExactly(i);
      if (i == 1) {
        alone.answer().completeExceptionally(new IllegalArgumentException("1 is odd"));
      } else {
        alone.succeed();
      }
    }

    assertThat(results.get(0).get(5, SECONDS)).isEqualTo("n0");
    assertThat(results.get(2).get(5, SECONDS)).isEqualTo("n2");
    assertThatThrownBy(() -> results.get(1).get(5, SECONDS)).hasMessageContaining("1 is odd");
  }

  @Test
  void submit_allAreAway_allFailAtOnce() throws Exception {
    BatchCollector<Integer, String> collector = collector(3, Duration.ofMinutes(1), 1, 100);
    List<CompletableFuture<String>> results = submit(collector, 3);
    next().answer().completeExceptionally(new IllegalStateException("down"));

    for (CompletableFuture<String> result : results) {
      assertThatThrownBy(() -> result.get(5, SECONDS)).hasMessageContaining("down");
    }
    collector.submit(7, 3);
    collector.submit(8, 3);
    collector.submit(9, 3);
    assertThat(next().requests()).containsExactly(7, 8, 9);
  }

  @Test
  void submit_wrongNumberOfResults_nobodyGetsAnothersResult() throws Exception {
    BatchCollector<Integer, String> collector = collector(2, Duration.ofMinutes(1), 1, 100);
    List<CompletableFuture<String>> results = submit(collector, 2);
    next().answer().complete(List.of("n1"));

    assertThatThrownBy(() -> results.get(0).get(5, SECONDS))
        .hasMessageContaining("a batch of 2 was answered with 1 results");
  }

  @Test
  void cancel_oneOfABatch_theOthersGoOnAndWhenAllHaveGoneItIsStopped() throws Exception {
    BatchCollector<Integer, String> collector = collector(2, Duration.ofMinutes(1), 2, 100);
    List<CompletableFuture<String>> results = submit(collector, 2);
    Sent batch = next();

    results.get(0).cancel(true);
    assertThat(batch.answer()).isNotDone();
    results.get(1).cancel(true);

    assertThat(batch.answer()).isCancelled();
  }

  @Test
  void cancel_whileItWaits_isNeverSent() throws Exception {
    BatchCollector<Integer, String> collector = collector(3, Duration.ofMinutes(1), 1, 100);
    List<CompletableFuture<String>> results = submit(collector, 2);
    results.get(0).cancel(true);
    collector.submit(7, 3);

    assertThat(next().requests()).containsExactly(1, 7);
  }

  @Test
  void submit_tooMany_refusedAndRoomAgainWhenSomeAreDone() throws Exception {
    BatchCollector<Integer, String> collector = collector(2, Duration.ofMinutes(1), 1, 4);
    List<CompletableFuture<String>> results = submit(collector, 5);

    assertThatThrownBy(() -> results.get(4).get(5, SECONDS))
        .hasCauseInstanceOf(GenerationException.class)
        .hasMessageContaining("try again");
    next().succeed();
    results.get(1).get(5, SECONDS);
    assertThat(collector.submit(9, 3)).isNotDone();
  }

  @Test
  void submit_differentKinds_areNotSentTogether() throws Exception {
    BatchCollector<Integer, String> collector =
        new BatchCollector<>(
            "test",
            new BatchSettings(4, Duration.ofMinutes(1), 2, 100, Duration.ofSeconds(10)),
            number -> number % 2,
            this::send,
            IllegalArgumentException.class::isInstance,
            SystemMaterializer.get(kit.system()).materializer());
    submit(collector, 4);

    assertThat(List.of(next().requests(), next().requests()))
        .containsExactlyInAnyOrder(List.of(0, 2), List.of(1, 3));
  }

  private BatchCollector<Integer, String> collector(
      int most, Duration window, int atOnce, int waiting) {
    return new BatchCollector<>(
        "test",
        new BatchSettings(most, window, atOnce, waiting, Duration.ofSeconds(10)),
        number -> "",
        this::send,
        IllegalArgumentException.class::isInstance,
        SystemMaterializer.get(kit.system()).materializer());
  }

  private CompletableFuture<List<String>> send(List<Integer> requests) {
    Sent call = new Sent(requests, new CompletableFuture<>());
    sent.add(call);
    return call.answer();
  }

  private Sent next() throws InterruptedException {
    Sent call = sent.poll(5, SECONDS);
    assertThat(call).as("a batch is sent").isNotNull();
    return call;
  }

  private static List<CompletableFuture<String>> submit(
      BatchCollector<Integer, String> collector, int count) {
    return IntStream.range(0, count).mapToObj(number -> collector.submit(number, 3)).toList();
  }
}
