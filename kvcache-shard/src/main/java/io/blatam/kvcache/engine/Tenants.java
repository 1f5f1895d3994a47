package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tenants that a segment has heard of. */
final class Tenants {

  private final Map<String, Tenant> byName = new HashMap<>();

  /** Whoever asked last mostly asks again. */
  private Scope latest = new Scope(new Tenant(""), "");

  Scope scope(CacheKey key) {
    Scope scope = latest;
    if (!scope.holds(key)) {
      scope = byName.computeIfAbsent(key.tenant(), Tenant::new).scope(key.namespace());
      latest = scope;
    }
    return scope;
  }

  Optional<Tenant> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
