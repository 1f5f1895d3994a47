package io.blatam.gateway.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service behind the gateway: one or more addresses that are used in turn, those that fail left
 * out. Thread-safe.
 */
public final class Upstream {

  private final String name;
  private final List<Endpoint> endpoints;
  private final AtomicInteger turn = new AtomicInteger();

  Upstream(String name, List<Endpoint> endpoints) {
    this.name = name;
    this.endpoints = List.copyOf(endpoints);
  }

  public String name() {
    return name;
  }

  /** The next address in turn that may be asked and is not among {@code tried}. */
  Optional<Endpoint> choose(Set<Endpoint> tried, long now) {
    int first = turn.getAndIncrement();
    for (int i = 0; i < endpoints.size(); i++) {
      Endpoint candidate = endpoints.get(Math.floorMod(first + i, endpoints.size()));
      if (!tried.contains(candidate) && candidate.breaker().tryPass(now)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Seconds until one of the addresses is tried again, at least one. */
  int retryAfterSeconds(long now) {
    long soonest =
        endpoints.stream()
            .map(endpoint -> endpoint.breaker().untilRetry(now))
            .min(Duration::compareTo)
            .orElse(Duration.ofSeconds(1))
            .toSeconds();
    return (int) Math.max(1, soonest + 1);
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }
}
