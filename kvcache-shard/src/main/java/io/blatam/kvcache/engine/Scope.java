package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * A tenant's namespace in one segment. Entries share it, so that they hold neither name themselves
 * and find their tenant's counts without looking them up.
 */
final class Scope {

  final Tenant tenant;
  final String namespace;

  Scope(Tenant tenant, String namespace) {
    this.tenant = tenant;
    this.namespace = namespace;
  }

  boolean holds(CacheKey key) {
    return namespace.equals(key.namespace()) && tenant.name.equals(key.tenant());
  }
}
