package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The tenants that a segment has heard of, and their namespaces. */
final class Tenants {

  private final Bounds bounds;
  private final long seed;
  private final Consumer<Scope> told;
  private final Map<String, Tenant> byName = new HashMap<>();
  private final List<Scope> scopes = new ArrayList<>();

  /** Whoever asked last mostly asks again. */
  private Scope latest;

  /**
   * @param seed of the keys' hashes
   * @param told of every tenant's namespace when it is first used
   */
  Tenants(Bounds bounds, long seed, Consumer<Scope> told) {
    this.bounds = bounds;
    this.seed = seed;
    this.told = told;
    this.latest = new Scope(new Tenant("", bounds), "", 0, seed);
  }

  Scope scope(CacheKey key) {
    Scope scope = latest;
    if (!scope.holds(key)) {
      Tenant tenant = byName.computeIfAbsent(key.tenant(), name -> new Tenant(name, bounds));
      scope = tenant.scope(key.namespace(), this::first);
      latest = scope;
    }
    return scope;
  }

  /** Null where the key's namespace was not used yet. */
  Scope known(CacheKey key) {
    Scope scope = latest;
    if (scope.holds(key)) {
      return scope;
    }
    Tenant tenant = byName.get(key.tenant());
    return tenant == null ? null : tenant.find(key.namespace()).orElse(null);
  }

  /** What stands for the key in this segment; also for who is not its writer. */
  long hash(CacheKey key) {
    Scope scope = latest;
    return scope.holds(key) ? scope.hash(key.key()) : KeyHash.of(key, seed);
  }

  private Scope first(Tenant tenant, String namespace) {
    Scope scope = new Scope(tenant, namespace, scopes.size(), seed);
    scopes.add(scope);
    told.accept(scope);
    return scope;
  }

  /** For whom the namespace does not matter. */
  Tenant tenant(CacheKey key) {
    Tenant tenant = latest.tenant;
    return tenant.name.equals(key.tenant()) ? tenant : scope(key).tenant;
  }

  Optional<Tenant> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All that were used, in the order of their numbers. */
  List<Scope> scopes() {
    return scopes;
  }
}
