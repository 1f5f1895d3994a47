package io.blatam.inference.catalogue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.openai.StubEndpoint;
import io.blatam.platform.Bootstrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes of one cluster in this JVM, talking through Artery, in front of one endpoint. */
@Timeout(120)
class TwoNodesTest {

  @Test
  void complete_hundredOnBothNodes_asksTheEndpointOnce() throws Exception {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      CountDownLatch go = new CountDownLatch(1);
      endpoint.always(
          wire -> {
            wire.startStream();
            go.await();
            wire.delta("una sola vez");
            wire.finish("stop");
            wire.done();
          });
      ActorSystem<Void> first = member(endpoint);
      ActorSystem<Void> second = member(endpoint);
      try {
        formCluster(first, second);
        GenerationRequest request =
            GenerationRequest.of("acme", List.of(Message.user("¿cuántas veces?")));

        List<CompletableFuture<Generation>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          answers.add(Inference.get(first).complete(request).toCompletableFuture());
          answers.add(Inference.get(second).complete(request).toCompletableFuture());
        }
        go.countDown();

        assertThat(answers)
            .allSatisfy(
                answer -> assertThat(answer.get(30, SECONDS).text()).isEqualTo("una sola vez"));
        assertThat(endpoint.received()).hasSize(1);
        assertThat(answers.stream().map(a -> a.join().origin()).filter(Origin.MODEL::equals))
            .hasSize(1);
      } finally {
        second.terminate();
        first.terminate();
      }
    }
  }

  private static void formCluster(ActorSystem<Void> first, ActorSystem<Void> second) {
    var seed = Cluster.get(first).selfMember().address();
    TestProbe<Void> probe = TestProbe.create(first);
    for (ActorSystem<Void> system : List.of(first, second)) {
      Cluster.get(system).manager().tell(Join.create(seed));
    }
    for (ActorSystem<Void> system : List.of(first, second)) {
      probe.awaitAssert(
          Duration.ofSeconds(40),
          () -> {
            assertThat(
                    StreamSupport.stream(
                        Cluster.get(system).state().getMembers().spliterator(), false))
                .hasSize(2)
                .allMatch(member -> member.status() == MemberStatus.up());
            return null;
          });
    }
  }

  private static ActorSystem<Void> member(StubEndpoint endpoint) {
    return ActorSystem.create(
        Behaviors.empty(),
        "inference-cluster",
        Bootstrap.configuration(
            ConfigFactory.parseString(
                """
                akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                akka.cluster.jmx.multi-mbeans-in-same-jvm = on
                akka.coordinated-shutdown.exit-jvm = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                blatam.inference.embedding.warm-up = off
                blatam.inference.openai { base-url = "%s", model = "stub" }
                """
                    .formatted(endpoint.baseUrl()))));
  }
}
