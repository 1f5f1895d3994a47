package io.blatam.inference.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import akka.actor.typed.ActorSystem;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.Inference;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real model, behind the real cache. */
@Timeout(60)
class CachedEmbedderTest {

  private static ActorSystem<Void> system;
  private static Embedder embedder;

  @BeforeAll
  static void start() {
    system = TestSystem.start("blatam.inference.embedding.max-batch = 8");
    embedder = Inference.get(system).embedder();
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void embed_questionInSpanish_isClosestToItsAnswer() {
    float[] question =
        embedder.embed(List.of("¿Cuándo vence el contrato de arriendo?"), Role.QUERY).get(0);
    List<float[]> passages =
        embedder.embed(
            List.of(
                "El equipo tiene ocho personas.",
                "El alquiler del local termina en marzo de 2027.",
                "Las ventas crecieron un 12 %."),
            Role.PASSAGE);

    assertThat(Embedder.cosine(question, passages.get(1)))
        .isGreaterThan(Embedder.cosine(question, passages.get(0)))
        .isGreaterThan(Embedder.cosine(question, passages.get(2)));
  }

  @Test
  void embed_anyText_hasUnitLengthAndTheDimension() {
    float[] vector = embedder.embed(List.of("texto"), Role.PASSAGE).get(0);

    assertThat(vector).hasSize(embedder.dimension());
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    assertThat(squares).isCloseTo(1, within(1e-4));
  }

  @Test
  void embed_sameTextTwice_isTheSameVectorInItsPlace() {
    List<float[]> once = embedder.embed(List.of("uno", "dos"), Role.PASSAGE);
    List<float[]> again = embedder.embed(List.of("dos", "tres", "uno", "dos"), Role.PASSAGE);

    assertThat(again.get(0)).isEqualTo(once.get(1)).isEqualTo(again.get(3));
    assertThat(again.get(2)).isEqualTo(once.get(0));
    assertThat(again.get(1)).isNotEqualTo(once.get(0));
  }

  @Test
  void embed_otherRole_isAnotherVector() {
    assertThat(embedder.embed(List.of("uno"), Role.QUERY).get(0))
        .isNotEqualTo(embedder.embed(List.of("uno"), Role.PASSAGE).get(0));
  }

  @Test
  void embed_nothing() {
    assertThat(embedder.embed(List.of(), Role.QUERY)).isEmpty();
  }

  @Test
  void embed_batchTooLarge() {
    assertThatThrownBy(() -> embedder.embed(Collections.nCopies(9, "texto"), Role.PASSAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 8");
  }

  @Test
  void embed_tooManyWaiting_isTurnedAwayAndSaysSo() {
    CountDownLatch busy = new CountDownLatch(1);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2));
    threads.execute(() -> awaitQuietly(busy));
    E5Embedder small = new E5Embedder(8, threads);

    assertThatThrownBy(() -> small.embed(Collections.nCopies(3, "texto"), Role.PASSAGE))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("max-waiting");
    assertThat(small.embedAsync(List.of("otro"), Role.PASSAGE).toCompletableFuture())
        .isCompletedExceptionally();
    busy.countDown();
    threads.shutdown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void cosine_differentDimensions() {
    assertThatThrownBy(() -> Embedder.cosine(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
