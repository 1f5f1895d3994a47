package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tenants that a segment has heard of. */
final class Tenants {

  private final Bounds bounds;
  private final Map<String, Tenant> byName = new HashMap<>();

  /** Whoever asked last mostly asks again. */
  private Scope latest;

  Tenants(Bounds bounds) {
    this.bounds = bounds;
    this.latest = new Scope(new Tenant("", bounds), "");
  }

  Scope scope(CacheKey key) {
    Scope scope = latest;
    if (!scope.holds(key)) {
      scope =
          byName
              .computeIfAbsent(key.tenant(), name -> new Tenant(name, bounds))
              .scope(key.namespace());
      latest = scope;
    }
    return scope;
  }

  /** For whom the namespace does not matter: a miss is counted in nanoseconds. */
  Tenant tenant(CacheKey key) {
    Tenant tenant = latest.tenant;
    return tenant.name.equals(key.tenant()) ? tenant : scope(key).tenant;
  }

  Optional<Tenant> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
