package io.blatam.inference.openai;

import akka.actor.typed.ActorSystem;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.batch.BatchCollector;
import io.blatam.inference.settings.RemoteEmbedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Embeds at an endpoint that speaks OpenAI's protocol. Texts of whoever asks at the time go there
 * together. An answer's vectors are brought to length 1.
 */
public final class RemoteEmbedder implements Embedder {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ANY_PRIORITY = 3;

  private final RemoteEmbedding settings;
  private final int maxBatch;
  private final Endpoint endpoint;
  private final Materializer materializer;
  private final BatchCollector<String, float[]> collector;

  /**
   * @param maxBatch the most texts one call may have
   */
  public RemoteEmbedder(
      RemoteEmbedding settings,
      int maxBatch,
      Duration connectTimeout,
      long maxResponseBytes,
      ActorSystem<?> system) {
    this.settings = settings;
    this.maxBatch = maxBatch;
    this.endpoint = new Endpoint(settings.endpoint(), connectTimeout, maxResponseBytes, system);
    this.materializer = SystemMaterializer.get(system).materializer();
    this.collector =
        new BatchCollector<>(
            "embedding",
            settings.batch(),
            text -> "",
            this::send,
            UpstreamFailure::ofRequest,
            materializer);
  }

  @Override
  public List<float[]> embed(List<String> texts, Role role) {
    try {
      return embedAsync(texts, role).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<List<float[]>> embedAsync(List<String> texts, Role role) {
    if (texts.size() > maxBatch) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "texts: at most " + maxBatch + " at a time, not " + texts.size()));
    }
    String prefix = role == Role.QUERY ? settings.queryPrefix() : settings.passagePrefix();
    List<CompletableFuture<float[]>> vectors =
        texts.stream().map(text -> collector.submit(prefix + text, ANY_PRIORITY)).toList();
    return CompletableFuture.allOf(vectors.toArray(CompletableFuture[]::new))
        .handleAsync(
            (done, failure) -> {
              if (failure != null) {
                throw explained(failure);
              }
              return vectors.stream().map(CompletableFuture::join).toList();
            },
            materializer.executionContext()::execute);
  }

  private CompletableFuture<List<float[]>> send(List<String> texts) {
    ObjectNode body = MAPPER.createObjectNode().put("model", settings.model());
    ArrayNode input = body.putArray("input");
    texts.forEach(input::add);
    return endpoint
        .post(
            new Endpoint.Ask("/embeddings", body.toString(), settings.model()),
            answer -> vectors(answer, texts.size()),
            materializer)
        .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private List<float[]> vectors(String body, int count) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(new float[0]);
    }
    for (JsonNode entry : json(body).path("data")) {
      int index = entry.path("index").asInt(-1);
      if (index < 0 || index >= count || entry.path("embedding").size() != settings.dimension()) {
        throw notTheProtocol();
      }
      vectors.set(index, normalized(entry.path("embedding")));
    }
    if (vectors.stream().anyMatch(vector -> vector.length == 0)) {
      throw notTheProtocol();
    }
    return vectors;
  }

  private static float[] normalized(JsonNode numbers) {
    float[] vector = new float[numbers.size()];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) numbers.path(i).asDouble();
      squares += (double) vector[i] * vector[i];
    }
    double length = squares == 0 ? 1 : Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) length;
    }
    return vector;
  }

  private JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw notTheProtocol();
    }
  }

  private UpstreamFailure notTheProtocol() {
    return UpstreamFailure.lasting(
        Reason.PROTOCOL,
        "the embedding endpoint did not answer with one vector of "
            + settings.dimension()
            + " numbers for each text (blatam.inference.embedding.remote.dimension)");
  }

  private RuntimeException explained(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof UpstreamFailure known) {
      return known.failure();
    }
    if (cause instanceof TimeoutException) {
      return new GenerationException(
          Reason.TIMEOUT,
          "the embedding endpoint did not answer within "
              + settings.timeout().toMillis()
              + " ms (blatam.inference.embedding.remote.timeout)");
    }
    if (cause instanceof GenerationException known) {
      return known;
    }
    return new GenerationException(
        Reason.UNAVAILABLE,
        "the embedding endpoint at "
            + settings.endpoint().baseUrl()
            + " can not be reached: "
            + ChunkParser.shortened(String.valueOf(cause.getMessage())));
  }

  @Override
  public int dimension() {
    return settings.dimension();
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }
}
