package io.blatam.benchmarks.batch;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.e5smallv2q.E5SmallV2QuantizedEmbeddingModel;
import io.blatam.inference.api.Embedder.Role;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.embed.E5Embedder;
import io.blatam.platform.Bootstrap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Models asked one by one and in batches: texts embedded in this process, and a server whose cost
 * is that of an accelerator. Both sides run in one process, one after the other. Exits with 1 if a
 * batch gains less than half.
 */
public final class BatchBench {

  private static final int EMBED_CALLERS = 2;
  private static final int REMOTE_CALLERS = 32;
  private static final int ROUNDS = 4;
  private static final double TARGET = 1.5;

  private BatchBench() {}

  public static int run() throws Exception {
    System.out.printf(
        "%-30s %-44s %10s %9s %9s %6s%n",
        "model", "asked", "answers/s", "p50 ms", "p99 ms", "gain");
    inProcess();
    boolean gained = embeddings() >= TARGET;
    gained &= generation() >= TARGET;
    System.out.printf(
        gained
            ? "batches gain at least %.1f at the server%n"
            : "batches gain LESS than %.1f at the server%n",
        TARGET);
    return gained ? 0 : 1;
  }

  /** No batch: padding texts into one tensor is slower and changes vectors (docs/providers.md). */
  private static void inProcess() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(EMBED_CALLERS);
    try {
      E5SmallV2QuantizedEmbeddingModel library =
          new E5SmallV2QuantizedEmbeddingModel(Runnable::run);
      E5Embedder ours = new E5Embedder(256, threads);
      ours.embed(List.of(passage(-1)), Role.PASSAGE);
      library.embed(passage(-1));
      Load one = new Load(0, 0, 0);
      Load other = one;
      for (int round = 0; round < ROUNDS; round++) {
        one = better(one, number -> library.embedAll(List.of(TextSegment.from(passage(number)))));
        other = better(other, number -> ours.embed(List.of(passage(number)), Role.PASSAGE));
      }
      row("E5 in process, 55 words", "the library: all processors a text", one, one);
      row("", "ours: one thread a text", other, one);
    } finally {
      threads.shutdown();
    }
  }

  /** The machine is shared: the best of some rounds, each beside the other's. */
  private static Load better(Load before, Load.Call call) throws Exception {
    Load now = Load.measure(EMBED_CALLERS, 60, call);
    return now.perSecond() > before.perSecond() ? now : before;
  }

  private static double embeddings() throws Exception {
    try (Gpu gpu = Gpu.start(20, 1)) {
      Load one = embeddings(gpu, 1);
      Load batched = embeddings(gpu, 32);
      row("server, embedding, 20 + n ms", "one by one", one, one);
      row("", "up to 32 together, window 10 ms", batched, one);
      return batched.perSecond() / one.perSecond();
    }
  }

  private static Load embeddings(Gpu gpu, int most) throws Exception {
    try (var models =
        Models.start(
            """
            embedding.remote {
              base-url = "%s", model = "stub", dimension = %d, most = %d, window = 10 ms, at-once = 4
            }
            """
                .formatted(gpu.baseUrl(), Gpu.DIMENSION, most))) {
      return Load.measure(
          REMOTE_CALLERS,
          8,
          number ->
              models
                  .inference()
                  .embedder()
                  .embedAsync(List.of("text " + number + " of " + most), Role.PASSAGE)
                  .toCompletableFuture()
                  .get(60, TimeUnit.SECONDS));
    }
  }

  private static double generation() throws Exception {
    try (Gpu gpu = Gpu.start(100, 5)) {
      Load one = generation(gpu, 0);
      Load batched = generation(gpu, 16);
      row("server, generation, 100 + 5n ms", "one by one", one, one);
      row("", "up to 16 together, window 25 ms", batched, one);
      return batched.perSecond() / one.perSecond();
    }
  }

  private static Load generation(Gpu gpu, int most) throws Exception {
    try (var models =
        Models.start(
            """
            cache.enabled = off
            openai { base-url = "%s", model = "stub", prompts { most = %d, window = 25 ms } }
            """
                .formatted(gpu.baseUrl(), most))) {
      return Load.measure(
          REMOTE_CALLERS,
          4,
          number ->
              models
                  .inference()
                  .complete(
                      GenerationRequest.of("bench", List.of(Message.user("question " + number)))
                          .withParameters(Parameters.defaults().withMaxTokens(256)))
                  .toCompletableFuture()
                  .get(60, TimeUnit.SECONDS));
    }
  }

  private static void row(String model, String asked, Load load, Load beside) {
    System.out.printf(
        Locale.ROOT,
        "%-30s %-44s %10.1f %9.1f %9.1f %6.2f%n",
        model,
        asked,
        load.perSecond(),
        load.p50Millis(),
        load.p99Millis(),
        load.perSecond() / beside.perSecond());
  }

  private static String passage(int number) {
    return ("plan " + number + " de la cafetería: clientes, costes y crecimiento del local ")
        .repeat(5);
  }

  /** The models of a configuration, without a cluster. */
  private record Models(ActorSystem<Void> system, Inference inference) implements AutoCloseable {

    static Models start(String settings) {
      ActorSystem<Void> system =
          ActorSystem.create(
              Behaviors.empty(),
              "batch-bench",
              Bootstrap.configuration(
                  ConfigFactory.parseString(
                      """
                      akka.actor.provider = local
                      akka.coordinated-shutdown.exit-jvm = off
                      akka.loglevel = WARNING
                      blatam.inference.embedding.warm-up = off
                      blatam.inference { %s }
                      """
                          .formatted(settings))));
      return new Models(system, Inference.get(system));
    }

    @Override
    public void close() throws Exception {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }
}
