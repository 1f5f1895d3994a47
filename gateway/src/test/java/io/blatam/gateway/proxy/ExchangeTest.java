package io.blatam.gateway.proxy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.gateway.RawUpstream;
import io.blatam.platform.http.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExchangeTest {

  private final RawUpstream service = new RawUpstream();
  private final Config config =
      ConfigFactory.parseString(
              """
              akka.actor.provider = local
              akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
              blatam.gateway.upstreams.bul = ["%s"]
              """
                  .formatted(service.address()))
          .withFallback(ConfigFactory.load());
  private final ActorSystem<Void> system =
      ActorSystem.create(Behaviors.empty(), "exchange", config);
  private final ProxySettings settings = ProxySettings.of(config.getConfig("blatam.gateway"));
  private final Upstream upstream =
      new ReverseProxy(system, settings)
          .upstreams().stream().filter(each -> each.name().equals("bul")).findFirst().orElseThrow();

  @AfterEach
  void stop() {
    system.terminate();
    service.close();
  }

  private Exchange exchange(CompletableFuture<?> clientGone) {
    return new Exchange(
        system,
        settings,
        upstream,
        HttpRequest.PUT("/api/v1/bul/documents"),
        clientGone,
        new Caller("127.0.0.1", "127.0.0.1", "http", Optional.empty()),
        Problem::toResponse,
        () -> {});
  }

  /** Its connection is another exchange's by then. */
  @Test
  void clientThatHangsUpOnceItIsAnswered_breaksNobodyElsesRequest() throws Exception {
    service.behave(
        wire -> {
          while (wire.head().isPresent()) {
            wire.write("HTTP/1.1 204 No Content\r\n\r\n");
          }
        });
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Void> clientGone = new CompletableFuture<>();
      HttpResponse answer =
          exchange(clientGone)
              .run()
              .whenComplete((response, failure) -> clientGone.complete(null))
              .toCompletableFuture()
              .get(10, SECONDS);
      assertThat(answer.status().intValue()).isEqualTo(204);
    }
    assertThat(service.connections()).isEqualTo(1);
  }
}
