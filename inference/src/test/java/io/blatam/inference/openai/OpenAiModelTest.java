package io.blatam.inference.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Model;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.Usage;
import io.blatam.inference.openai.StubEndpoint.Silent;
import io.blatam.kvcache.api.TokenLedger;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Quickest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An installation with an OpenAI-compatible endpoint: a real server that behaves as badly as they
 * do.
 */
@Timeout(60)
class OpenAiModelTest {

  private static final AtomicInteger QUESTIONS = new AtomicInteger();

  private StubEndpoint endpoint;
  private ActorSystem<Void> system;
  private Inference inference;

  @BeforeEach
  void start() {
    endpoint = StubEndpoint.start();
    system =
        TestSystem.start(
            """
            blatam.inference.openai {
              base-url = "%s"
              model = "stub"
              api-key = "sk-very-secret"
              first-token-timeout = 3 s
              next-token-timeout = 3 s
              total-timeout = 15 s
              max-retries = 2
              retry-base = 20 ms
              retry-cap = 2 s
              breaker { failures = 4, reset = 300 ms }
              max-response-bytes = 64 KiB
            }
            """
                .formatted(endpoint.baseUrl()));
    inference = Inference.get(system);
  }

  @AfterEach
  void stop() {
    system.terminate();
    endpoint.close();
  }

  @Test
  void complete_answersAndIsCached() throws Exception {
    endpoint.always(wire -> wire.answerWith("Buenos días, Bogotá."));
    GenerationRequest request = fresh();

    Generation first = complete(request);
    Generation second = complete(request);

    assertThat(first.text()).isEqualTo("Buenos días, Bogotá.");
    assertThat(first.origin()).isEqualTo(Origin.MODEL);
    assertThat(first.model()).isEqualTo("stub-7b");
    assertThat(first.usage()).isEqualTo(new Usage(11, 7, false));
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.origin()).isEqualTo(Origin.CACHE);
    assertThat(endpoint.received()).hasSize(1);
    assertThat(TokenLedger.of(system).saved())
        .containsExactly(new TokenLedger.Saved(request.tenant(), "generation", 11, 7));
  }

  @Test
  void complete_sendsWhatTheProtocolWants() throws Exception {
    complete(
        fresh()
            .withParameters(
                Parameters.defaults().withTemperature(0.5).withSeed(7).withStop(List.of("FIN"))));

    StubEndpoint.Received sent = endpoint.received().get(0);
    JsonNode body = new ObjectMapper().readTree(sent.body());
    assertThat(sent.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
    assertThat(sent.headers()).containsEntry("authorization", "Bearer sk-very-secret");
    assertThat(body.path("model").asText()).isEqualTo("stub");
    assertThat(body.path("messages").path(0).path("role").asText()).isEqualTo("user");
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.path("stream_options").path("include_usage").asBoolean()).isTrue();
    assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(body.path("stop").path(0).asText()).isEqualTo("FIN");
    assertThat(body.has("max_tokens")).isFalse();
  }

  @Test
  void complete_hundredAtOnce_asksOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    endpoint.always(
        wire -> {
          wire.startStream();
          go.await();
          wire.delta("una sola vez");
          wire.finish("stop");
          wire.done();
        });
    GenerationRequest request = fresh();

    List<CompletableFuture<Generation>> answers =
        IntStream.range(0, 100)
            .mapToObj(i -> inference.complete(request).toCompletableFuture())
            .toList();
    go.countDown();

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.get(20, SECONDS).text()).isEqualTo("una sola vez"));
    assertThat(endpoint.received()).hasSize(1);
    assertThat(answers.stream().map(a -> a.join().origin()).filter(Origin.MODEL::equals))
        .hasSize(1);
  }

  @Test
  void stream_slowTokens_arriveAsTheyAreWritten() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    endpoint.always(
        wire -> {
          wire.startStream();
          wire.delta("uno ");
          // The second token is written only after the first one was read at the other end.
          seen.await();
          wire.delta("dos");
          wire.finish("stop");
          wire.done();
        });

    List<GenerationChunk> chunks =
        inference.stream(fresh())
            .map(
                chunk -> {
                  if (chunk instanceof GenerationChunk.Delta) {
                    seen.countDown();
                  }
                  return chunk;
                })
            .runWith(Sink.seq(), system)
            .toCompletableFuture()
            .get(10, SECONDS);

    assertThat(chunks).hasSize(4);
    assertThat(chunks.get(1)).isEqualTo(new GenerationChunk.Delta("uno "));
    assertThat(chunks.get(2)).isEqualTo(new GenerationChunk.Delta("dos"));
  }

  @Test
  void complete_charactersSplitOverPackets_stayWhole() throws Exception {
    String text = "¿Ñandú, 8 € y 🚀?";
    endpoint.always(
        wire -> {
          wire.startStream();
          byte[] event =
              ("data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8);
          for (byte octet : event) {
            wire.chunk(new byte[] {octet});
          }
          wire.finish("stop");
          wire.done();
        });

    assertThat(complete(fresh()).text()).isEqualTo(text);
  }

  @Test
  void complete_commentsAndOtherFields_areSkipped() throws Exception {
    endpoint.always(
        wire -> {
          wire.startStream();
          wire.chunk(": processing\n\nevent: message\nid: 3\n".getBytes(StandardCharsets.UTF_8));
          wire.delta("bien");
          wire.finish("length");
          wire.done();
        });

    Generation answer = complete(fresh());

    assertThat(answer.text()).isEqualTo("bien");
    assertThat(answer.finishReason()).isEqualTo("length");
    assertThat(answer.usage().estimated()).isTrue();
  }

  @Test
  void complete_endpointDoesNotStream_isReadWhole() throws Exception {
    endpoint.always(
        wire ->
            wire.status(
                200,
                "",
                """
                {"model":"whole","choices":[{"message":{"role":"assistant","content":"entero"},
                "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"""));

    Generation answer = complete(fresh());

    assertThat(answer.text()).isEqualTo("entero");
    assertThat(answer.usage()).isEqualTo(new Usage(1, 2, false));
  }

  @Test
  void complete_tooManyRequests_waitsAsToldAndTriesAgain() throws Exception {
    endpoint.then(wire -> wire.status(429, "Retry-After: 1\r\n", error("slow down")));
    endpoint.always(wire -> wire.answerWith("ahora sí"));
    long started = System.nanoTime();

    assertThat(complete(fresh()).text()).isEqualTo("ahora sí");

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(endpoint.received()).hasSize(2);
  }

  @Test
  void complete_toldToWaitLongerThanWeDo_givesUpAndSaysHowLong() {
    endpoint.always(wire -> wire.status(429, "Retry-After: 90\r\n", error("slow down")));

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(90));
    assertThat(failure).hasMessageContaining("slow down");
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void complete_serverError_isTriedAgain() throws Exception {
    endpoint.then(wire -> wire.status(500, "", error("out of memory")));
    endpoint.then(wire -> {});
    endpoint.always(wire -> wire.answerWith("a la tercera"));

    assertThat(complete(fresh()).text()).isEqualTo("a la tercera");
    assertThat(endpoint.received()).hasSize(3);
  }

  @Test
  void complete_serverErrorEveryTime_failsWithWhatItSays() {
    endpoint.always(wire -> wire.status(503, "", error("loading model")));

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("503").hasMessageContaining("loading model");
    assertThat(endpoint.received()).hasSize(3);
  }

  @Test
  void complete_wrongKey_saysWhereToLookAndNotTheKey() {
    endpoint.always(wire -> wire.status(401, "", error("Incorrect API key: sk-very-secret")));

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(failure)
        .hasMessageContaining("api-key-file")
        .hasMessageNotContaining("sk-very-secret");
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void complete_badRequest_isNotTriedAgain() {
    endpoint.always(wire -> wire.status(400, "", error("maximum context length is 4096 tokens")));

    assertThat(failure(fresh()).reason()).isEqualTo(Reason.REJECTED);
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void complete_brokenOffMidStream_failsAndIsNotCachedNorRepeated() throws Exception {
    endpoint.then(
        wire -> {
          wire.startStream();
          wire.delta("la mitad de");
        });
    endpoint.always(wire -> wire.answerWith("la respuesta entera"));
    GenerationRequest request = fresh();

    assertThat(failure(request).reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(endpoint.received()).hasSize(1);
    Generation again = complete(request);
    assertThat(again.text()).isEqualTo("la respuesta entera");
    assertThat(again.origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void complete_endsWithoutFinishReason_failsAndSaysWhere() {
    endpoint.always(
        wire -> {
          wire.startStream();
          wire.delta("a medias");
          wire.raw("0\r\n\r\n");
        });

    assertThat(failure(fresh())).hasMessageContaining("broke off after 8 characters");
  }

  @Test
  void complete_malformedChunk_failsWithIt() {
    endpoint.always(
        wire -> {
          wire.startStream();
          wire.delta("bien ");
          wire.event("{\"choices\":[{\"delta\"");
        });

    GenerationException failure = failure(fresh());
    assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
    assertThat(failure).hasMessageContaining("no chat completion");
  }

  @Test
  void complete_errorInsideTheStream_failsWithWhatItSays() {
    endpoint.always(
        wire -> {
          wire.startStream();
          wire.event("{\"error\":{\"message\":\"CUDA out of memory\"}}");
        });

    assertThat(failure(fresh())).hasMessageContaining("CUDA out of memory");
  }

  @Test
  void complete_neverAnswers_timesOutOnTheFirstToken() {
    endpoint.always(StubEndpoint.Wire::awaitClose);

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure).hasMessageContaining("first-token-timeout");
  }

  @Test
  void complete_stopsMidway_timesOutOnTheNextToken() {
    CountDownLatch closed = new CountDownLatch(1);
    endpoint.always(
        wire -> {
          wire.startStream();
          wire.delta("y entonces");
          wire.awaitClose();
          closed.countDown();
        });

    assertThat(failure(fresh())).hasMessageContaining("next-token-timeout");
    assertThat(catchThrowable(() -> closed.await(10, SECONDS))).isNull();
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void complete_endlessAnswer_isCutAtTheLimit() {
    endpoint.always(
        wire -> {
          wire.startStream();
          String word = "bla ".repeat(200);
          while (true) {
            wire.delta(word);
          }
        });

    GenerationException failure = failure(fresh());
    assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure).hasMessageContaining("max-response-bytes");
  }

  @Test
  void stream_cancelled_closesTheConnection() {
    assertThat(Quickest.measured(Silent.SOON, this::fromCancelledStreamToClosed))
        .isLessThan(Silent.SOON);
  }

  private Duration fromCancelledStreamToClosed() {
    Silent silent =
        new Silent(
            wire -> {
              wire.startStream();
              wire.delta("uno");
            });
    endpoint.always(silent);

    return silent.closesAfter(
        () ->
            Await.result(
                inference.stream(fresh())
                    .takeWhile(chunk -> !(chunk instanceof GenerationChunk.Delta))
                    .runWith(Sink.ignore(), system)));
  }

  @Test
  void complete_cancelled_closesTheConnection() {
    assertThat(Quickest.measured(Silent.SOON, this::fromCancelledToClosed)).isLessThan(Silent.SOON);
  }

  private Duration fromCancelledToClosed() {
    Silent silent = new Silent();
    endpoint.always(silent);
    CompletableFuture<Generation> answer = inference.complete(fresh()).toCompletableFuture();

    return silent.awaitAsked().closesAfter(() -> answer.cancel(true));
  }

  @Test
  void stream_hit_isReplayedInPieces() throws Exception {
    endpoint.always(wire -> wire.answerWith("palabra ".repeat(50).strip()));
    GenerationRequest request = fresh();
    complete(request);

    List<GenerationChunk> chunks =
        inference.stream(request)
            .runWith(Sink.seq(), system)
            .toCompletableFuture()
            .get(10, SECONDS);

    assertThat(chunks).hasSizeGreaterThan(5);
    assertThat(chunks.get(0))
        .isEqualTo(new GenerationChunk.Started("stub-7b", Origin.CACHE, Optional.of("main")));
    assertThat(((GenerationChunk.Completed) chunks.get(chunks.size() - 1)).generation().savedCost())
        .isPositive();
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void complete_emptyAnswer_isNotKept() throws Exception {
    endpoint.then(wire -> wire.answerWith(""));
    endpoint.always(wire -> wire.answerWith("algo"));
    GenerationRequest request = fresh();

    assertThat(complete(request).text()).isEmpty();
    assertThat(complete(request).text()).isEqualTo("algo");
  }

  @Test
  void stream_cancelledByOneOfTwo_theOtherStillGetsItsAnswer() throws Exception {
    CountDownLatch firstAsked = new CountDownLatch(1);
    endpoint.then(
        wire -> {
          firstAsked.countDown();
          wire.startStream();
          wire.delta("para nadie");
          wire.awaitClose();
        });
    endpoint.always(wire -> wire.answerWith("para el segundo"));
    GenerationRequest request = fresh();

    var first =
        inference.stream(request)
            .takeWhile(chunk -> !(chunk instanceof GenerationChunk.Delta))
            .runWith(Sink.ignore(), system)
            .toCompletableFuture();
    firstAsked.await();
    CompletableFuture<Generation> second = inference.complete(request).toCompletableFuture();
    first.get(10, SECONDS);

    assertThat(second.get(10, SECONDS).text()).isEqualTo("para el segundo");
  }

  @Test
  void complete_nobodyListens_failsAndThenTheCircuitIsOpenAndThenClosesAgain() throws Exception {
    endpoint.always(wire -> wire.status(500, "", error("down")));
    failure(fresh());
    GenerationException second = failure(fresh());
    int asked = endpoint.received().size();

    GenerationException whileOpen = failure(fresh());

    assertThat(second.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(whileOpen).hasMessageContaining("left alone");
    assertThat(whileOpen.retryAfter()).isPresent();
    assertThat(endpoint.received()).hasSize(asked);

    endpoint.always(wire -> wire.answerWith("otra vez en pie"));
    TestProbe<Void> probe = TestProbe.create(system);
    probe.awaitAssert(
        Duration.ofSeconds(5),
        () -> {
          assertThat(catchThrowable(() -> complete(fresh()))).isNull();
          return null;
        });
  }

  @Test
  void complete_portNobodyHas_isUnavailable() throws Exception {
    endpoint.close();

    GenerationException failure = failure(fresh());

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("cannot be reached");
  }

  @Test
  void models_endpointFirstAndTemplateStillThere() throws Exception {
    assertThat(inference.models())
        .extracting(Model::name)
        .containsExactly("stub", "template", "e5-small-v2");
    Generation composed =
        complete(fresh().withModel("template").withComposition("v1", () -> "compuesto"));
    assertThat(composed.text()).isEqualTo("compuesto");
    assertThat(endpoint.received()).isEmpty();
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

  private static String error(String message) {
    return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"stub\"}}";
  }
}
