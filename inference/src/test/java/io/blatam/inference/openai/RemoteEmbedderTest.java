package io.blatam.inference.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import akka.actor.typed.ActorSystem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemoteEmbedderTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StubEndpoint endpoint;
  private ActorSystem<Void> system;
  private Inference inference;

  @BeforeEach
  void start() {
    endpoint = StubEndpoint.start();
    endpoint.always(wire -> wire.status(200, "", lengths(lastSent())));
    system =
        TestSystem.start(
            """
            blatam.inference.embedding.remote {
              base-url = "%s", model = "bge", dimension = 2, api-key = "sk-1"
              query-prefix = "query: ", most = 8, window = 100 ms, at-once = 2
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
  void embed_severalCallersAtOnce_goTogetherAndEachGetsItsOwn() throws Exception {
    Embedder embedder = inference.embedder();
    List<CompletableFuture<List<float[]>>> vectors = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      vectors.add(embedder.embedAsync(List.of("x".repeat(i)), Role.PASSAGE).toCompletableFuture());
    }

    for (int i = 1; i <= 8; i++) {
      float[] vector = vectors.get(i - 1).get(10, SECONDS).get(0);
      assertThat((double) vector[1] / vector[0]).isCloseTo(i, within(1e-3));
      assertThat(Math.hypot(vector[0], vector[1])).isCloseTo(1, within(1e-5));
    }
    assertThat(endpoint.received()).hasSize(1);
    assertThat(endpoint.received().get(0).line()).isEqualTo("POST /v1/embeddings HTTP/1.1");
    assertThat(endpoint.received().get(0).headers()).containsEntry("authorization", "Bearer sk-1");
  }

  @Test
  void embed_again_isCachedAndTheRoleHasItsPrefix() throws Exception {
    Embedder embedder = inference.embedder();
    embedder.embedAsync(List.of("café"), Role.QUERY).toCompletableFuture().get(10, SECONDS);
    assertThat(lastSent().path("input").path(0).asText()).isEqualTo("query: café");

    embedder.embedAsync(List.of("café"), Role.QUERY).toCompletableFuture().get(10, SECONDS);

    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void models_embeddingModel_isTheEndpoints() {
    assertThat(inference.models()).contains(new Model("bge", "openai", Model.Kind.EMBEDDING));
    assertThat(inference.embedder().dimension()).isEqualTo(2);
  }

  @Test
  void embed_otherDimension_saysWhichKey() {
    endpoint.always(
        wire -> wire.status(200, "", "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}"));

    assertFails("blatam.inference.embedding.remote.dimension");
  }

  @Test
  void embed_endpointFails_saysWhat() {
    endpoint.always(wire -> wire.status(500, "", "{\"error\":{\"message\":\"no memory\"}}"));
    assertFails("no memory");
    endpoint.close();
    assertFails("can not be reached");
  }

  private void assertFails(String message) {
    assertThatThrownBy(
            () ->
                inference
                    .embedder()
                    .embedAsync(List.of("t" + System.nanoTime()), Role.PASSAGE)
                    .toCompletableFuture()
                    .get(10, SECONDS))
        .hasCauseInstanceOf(GenerationException.class)
        .hasMessageContaining(message);
  }

  private JsonNode lastSent() throws Exception {
    List<StubEndpoint.Received> received = endpoint.received();
    return MAPPER.readTree(received.get(received.size() - 1).body());
  }

  private static String lengths(JsonNode sent) {
    ObjectNode answer = MAPPER.createObjectNode();
    var data = answer.putArray("data");
    for (int i = 0; i < sent.path("input").size(); i++) {
      data.addObject()
          .put("index", i)
          .putArray("embedding")
          .add(1)
          .add(sent.path("input").path(i).asText().length());
    }
    return answer.toString();
  }
}
