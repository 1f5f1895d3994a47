package io.blatam.gateway.proxy;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Whether the services behind the gateway can be used, by asking each address for its own {@code
 * /ready}. An address that answers again closes its circuit breaker.
 */
public final class Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final Collection<Upstream> upstreams;
  private final Set<String> needed;

  /** One address. @param state {@code up}, {@code starting} or {@code down} */
  public record Address(String address, String state, String circuit, int connections) {}

  /**
   * What is known of all of them.
   *
   * @param ready every needed service has an address that is up
   */
  public record Report(boolean ready, Map<String, List<Address>> upstreams) {}

  /**
   * @param needed names of the services without which the gateway is not ready
   */
  public Readiness(ActorSystem<?> system, Collection<Upstream> upstreams, Set<String> needed) {
    this.system = system;
    this.upstreams = List.copyOf(upstreams);
    this.needed = Set.copyOf(needed);
  }

  /** Asks every address at once; takes a second at most. */
  public CompletionStage<Report> report() {
    Map<String, List<CompletableFuture<Address>>> asked = new TreeMap<>();
    List<CompletableFuture<Address>> all = new ArrayList<>();
    for (Upstream upstream : upstreams) {
      List<CompletableFuture<Address>> addresses =
          upstream.endpoints().stream().map(this::ask).toList();
      asked.put(upstream.name(), addresses);
      all.addAll(addresses);
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<String, List<Address>> answers = new TreeMap<>();
              asked.forEach(
                  (name, addresses) ->
                      answers.put(name, addresses.stream().map(CompletableFuture::join).toList()));
              return new Report(
                  answers.entrySet().stream().allMatch(Readiness.this::suffices)
                      && answers.keySet().containsAll(needed),
                  answers);
            });
  }

  private boolean suffices(Map.Entry<String, List<Address>> upstream) {
    return !needed.contains(upstream.getKey())
        || upstream.getValue().stream().anyMatch(address -> address.state().equals("up"));
  }

  private CompletableFuture<Address> ask(Endpoint endpoint) {
    return endpoint
        .pool()
        .acquire()
        .thenCompose(lease -> probe(endpoint, lease.connection()))
        .toCompletableFuture()
        .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (ready, failure) ->
                address(endpoint, failure != null ? "down" : ready ? "up" : "starting"));
  }

  private CompletionStage<Boolean> probe(Endpoint endpoint, UpstreamConnection connection) {
    CompletableFuture<HttpResponse> head =
        connection.exchange(HttpRequest.GET("/ready")).toCompletableFuture();
    system
        .scheduler()
        .scheduleOnce(
            PATIENCE,
            () -> {
              if (!head.isDone()) {
                connection.abort();
              }
            },
            system.executionContext());
    return head.thenCompose(
        response ->
            response
                .toStrict(PATIENCE.toMillis(), system)
                .thenApply(
                    strict -> {
                      endpoint.pool().release(connection);
                      boolean ready = strict.status().isSuccess();
                      if (ready) {
                        endpoint.breaker().succeeded();
                      }
                      return ready;
                    }));
  }

  private static Address address(Endpoint endpoint, String state) {
    return new Address(
        endpoint.address().toString(),
        state,
        endpoint.breaker().state().name().toLowerCase(java.util.Locale.ROOT),
        endpoint.pool().openConnections());
  }
}
