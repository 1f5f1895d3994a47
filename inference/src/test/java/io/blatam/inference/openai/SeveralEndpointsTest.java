package io.blatam.inference.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.openai.StubEndpoint.Silent;
import io.blatam.platform.testkit.Quickest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two real servers that have the same model under different names. */
@Timeout(60)
class SeveralEndpointsTest {

  private static final AtomicInteger QUESTIONS = new AtomicInteger();

  private StubEndpoint one;
  private StubEndpoint two;
  private Optional<ActorSystem<Void>> system = Optional.empty();
  private Inference inference;

  @BeforeEach
  void listen() {
    one = StubEndpoint.start();
    two = StubEndpoint.start();
    one.always(wire -> wire.answerWith("de uno"));
    two.always(wire -> wire.answerWith("de dos"));
  }

  private void start(String first, String second, String all) {
    system =
        Optional.of(
            TestSystem.start(
                """
                blatam.inference.openai {
                  endpoints = [
                    { name = "one", base-url = "%s", models = [{ name = "writer", as = "llama" }] %s }
                    { name = "two", base-url = "%s", models = [{ name = "writer", as = "gpt" }] %s }
                  ]
                  max-retries = 1
                  retry-base = 20 ms
                  breaker { failures = 2, reset = 30 s }
                  %s
                }
                """
                    .formatted(one.baseUrl(), first, two.baseUrl(), second, all)));
    inference = Inference.get(system.orElseThrow());
  }

  @AfterEach
  void stop() {
    system.ifPresent(ActorSystem::terminate);
    one.close();
    two.close();
  }

  @Test
  void complete_weights_areKeptToAndEachIsAskedByItsOwnName() throws Exception {
    start(", weight = 3", ", weight = 1", "");

    for (int i = 0; i < 200; i++) {
      complete(fresh());
    }

    // 150 expected; five standard deviations are 31.
    assertThat(one.received().size()).isBetween(119, 181);
    assertThat(one.received()).hasSize(200 - two.received().size());
    assertThat(one.received())
        .allSatisfy(r -> assertThat(r.body()).contains("\"model\":\"llama\""));
    assertThat(two.received()).allSatisfy(r -> assertThat(r.body()).contains("\"model\":\"gpt\""));
  }

  @Test
  void complete_firstFailsInEveryWay_theOtherAnswersAndIsNamed() throws Exception {
    start("", ", weight = 0", "breaker.failures = 100");
    List<StubEndpoint.Behaviour> failures =
        List.of(
            wire -> wire.status(500, "", "{}"),
            wire -> wire.status(429, "Retry-After: 60\r\n", "{}"),
            wire -> wire.status(401, "", "{}"),
            wire -> wire.status(404, "", "{}"),
            wire -> wire.status(200, "", "{\"not\":\"the protocol\"}"),
            wire -> {});

    for (StubEndpoint.Behaviour failure : failures) {
      one.then(failure);
      Generation answer = complete(fresh());
      assertThat(answer.text()).isEqualTo("de dos");
      assertThat(answer.endpoint()).hasValue("two");
    }
    assertThat(one.received()).hasSize(failures.size());
  }

  @Test
  void complete_requestIsAtFault_nobodyElseIsAsked() {
    start("", ", weight = 0", "");
    one.then(wire -> wire.status(400, "", "{\"error\":{\"message\":\"too long\"}}"));

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure).hasMessageContaining("too long").hasMessageContaining("'one'");
    assertThat(two.received()).isEmpty();
  }

  @Test
  void stream_breaksOffAfterFirstPiece_failsAndNobodyElseIsAsked() {
    start("", ", weight = 0", "");
    CountDownLatch read = new CountDownLatch(1);
    one.always(
        wire -> {
          wire.startStream();
          wire.delta("a medias");
          read.await();
        });
    List<GenerationChunk> seen = new CopyOnWriteArrayList<>();

    Throwable failure =
        catchThrowable(
            () ->
                inference.stream(fresh())
                    .runWith(
                        Sink.foreach(
                            chunk -> {
                              seen.add(chunk);
                              if (chunk instanceof GenerationChunk.Delta) {
                                read.countDown();
                              }
                            }),
                        system.orElseThrow())
                    .toCompletableFuture()
                    .get(10, SECONDS));

    assertThat(failure).isInstanceOf(ExecutionException.class);
    assertThat(seen).contains(new GenerationChunk.Delta("a medias"));
    assertThat(two.received()).isEmpty();
  }

  @Test
  void complete_circuitOpen_thatEndpointIsLeftAlone() throws Exception {
    start("", ", weight = 0", "");
    one.always(wire -> wire.status(500, "", "{}"));
    complete(fresh());
    complete(fresh());

    for (int i = 0; i < 5; i++) {
      assertThat(complete(fresh()).endpoint()).hasValue("two");
    }
    assertThat(one.received()).hasSize(2);
  }

  @Test
  void complete_bothFail_triesBothInEachRoundAndSaysWhich() {
    start("", "", "");
    one.always(wire -> wire.status(500, "", "{}"));
    two.always(wire -> wire.status(500, "", "{}"));

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.getMessage()).containsPattern("endpoint '(one|two)'");
    assertThat(one.received()).hasSize(2);
    assertThat(two.received()).hasSize(2);
  }

  @Test
  void complete_moreAtOnceThanAllowed_neverMoreThanThat() throws Exception {
    start(", concurrency = 3", ", concurrency = 2", "");
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (StubEndpoint endpoint : List.of(one, two)) {
      endpoint.always(
          wire -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            wire.startStream();
            wire.delta("bien");
            wire.finish("stop");
            // Before its last bytes: when they are read, the next request may come.
            now.decrementAndGet();
            wire.done();
          });
    }

    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      answers.add(inference.complete(fresh()).toCompletableFuture());
    }

    for (CompletableFuture<Generation> answer : answers) {
      assertThat(answer.get(20, SECONDS).text()).isEqualTo("bien");
    }
    assertThat(most.get()).isLessThanOrEqualTo(5);
  }

  @Test
  void complete_waiting_mostUrgentFirst() throws Exception {
    start(", concurrency = 1", ", weight = 0, concurrency = 1", "");
    Semaphore go = new Semaphore(0);
    Map<String, Integer> priorities = new LinkedHashMap<>();
    CountDownLatch busy = new CountDownLatch(1);
    one.always(
        wire -> {
          busy.countDown();
          go.acquire();
          wire.answerWith("bien");
        });
    two.close();
    List<CompletableFuture<?>> answers = new ArrayList<>();
    answers.add(inference.complete(fresh()).toCompletableFuture());
    busy.await();
    for (int priority : List.of(5, 3, 1, 4, 2)) {
      GenerationRequest request = fresh().withPriority(priority);
      priorities.put(request.messages().get(0).content() + '"', priority);
      answers.add(inference.complete(request).toCompletableFuture());
    }
    // The last one is known to wait when one of lower priority has been turned away or taken on.
    awaitWaiting();

    go.release(answers.size());

    for (CompletableFuture<?> answer : answers) {
      answer.get(20, SECONDS);
    }
    assertThat(one.received().stream().skip(1).map(StubEndpoint.Received::body))
        .map(
            body ->
                priorities.keySet().stream()
                    .filter(body::contains)
                    .findFirst()
                    .map(priorities::get))
        .containsExactly(
            Optional.of(1), Optional.of(2), Optional.of(3), Optional.of(4), Optional.of(5));
  }

  private void awaitWaiting() throws Exception {
    var probe = akka.actor.testkit.typed.javadsl.TestProbe.create(system.orElseThrow());
    probe.expectNoMessage(java.time.Duration.ofMillis(300));
  }

  @Test
  void complete_tooManyWait_furtherOnesAreTurnedAwayAndCancelledOnesMakeRoom() throws Exception {
    start(", concurrency = 1", ", weight = 0, concurrency = 1", "waiting.most = 2");
    CountDownLatch go = new CountDownLatch(1);
    for (StubEndpoint endpoint : List.of(one, two)) {
      endpoint.always(
          wire -> {
            go.await();
            wire.answerWith("bien");
          });
    }
    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(inference.complete(fresh()).toCompletableFuture());
    }
    awaitWaiting();
    long turnedAway = answers.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertThat(turnedAway).isEqualTo(1);
    GenerationException failure = failure(fresh());
    assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(failure).hasMessageContaining("waiting.most");

    answers.stream().filter(answer -> !answer.isDone()).skip(1).forEach(a -> a.cancel(true));
    awaitWaiting();
    CompletableFuture<Generation> fits = inference.complete(fresh()).toCompletableFuture();
    go.countDown();

    assertThat(fits.get(10, SECONDS).text()).isEqualTo("bien");
  }

  @Test
  void complete_requestRate_isKeptToAndSaidWhenTooSlow() throws Exception {
    start(", requests-per-minute = 6", ", weight = 0, requests-per-minute = 6", "retry-cap = 1 s");
    complete(fresh());
    complete(fresh());

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(failure.retryAfter().orElseThrow().toSeconds()).isBetween(8L, 11L);
    assertThat(one.received()).hasSize(1);
    assertThat(two.received()).hasSize(1);
  }

  @Test
  void complete_tokenRate_whatWasNotUsedIsGivenBack() throws Exception {
    // Bursts of 2,000 tokens; each request may write 1,500 and writes 7.
    start(", tokens-per-minute = 12000", ", weight = 0, tokens-per-minute = 1", "retry-cap = 1 s");
    for (int i = 0; i < 8; i++) {
      GenerationRequest request =
          fresh().withParameters(Parameters.defaults().withMaxTokens(1_500));
      assertThat(complete(request).endpoint()).hasValue("one");
    }
  }

  @Test
  void complete_cancelledWhileItWaits_isNeverAsked() throws Exception {
    start(", concurrency = 1", ", weight = 0, concurrency = 1", "");
    CountDownLatch go = new CountDownLatch(1);
    two.close();
    one.always(
        wire -> {
          go.await();
          wire.answerWith("bien");
        });
    CompletableFuture<Generation> first = inference.complete(fresh()).toCompletableFuture();
    awaitWaiting();
    CompletableFuture<Generation> second = inference.complete(fresh()).toCompletableFuture();
    awaitWaiting();

    second.cancel(true);
    go.countDown();

    first.get(10, SECONDS);
    assertThat(complete(fresh()).text()).isEqualTo("bien");
    assertThat(one.received()).hasSize(2);
  }

  @Test
  void complete_cancelledAfterFailover_closesTheSecondConnection() {
    start("", ", weight = 0", "");
    one.always(wire -> wire.status(500, "", "{}"));

    assertThat(Quickest.measured(Silent.SOON, this::fromCancelledToClosedAtTheSecond))
        .isLessThan(Silent.SOON);
  }

  private Duration fromCancelledToClosedAtTheSecond() {
    Silent silent = new Silent();
    two.always(silent);
    CompletableFuture<Generation> answer = inference.complete(fresh()).toCompletableFuture();

    return silent.awaitAsked().closesAfter(() -> answer.cancel(true));
  }

  private Generation complete(GenerationRequest request) throws Exception {
    return inference.complete(request).toCompletableFuture().get(20, SECONDS);
  }

  private GenerationException failure(GenerationRequest request) {
    Throwable thrown = catchThrowable(() -> complete(request));
    assertThat(thrown).isInstanceOf(ExecutionException.class);
    assertThat(thrown.getCause()).isInstanceOf(GenerationException.class);
    return (GenerationException) thrown.getCause();
  }

  private static GenerationRequest fresh() {
    return GenerationRequest.of(
        "acme", List.of(Message.user("pregunta " + QUESTIONS.incrementAndGet())));
  }
}
