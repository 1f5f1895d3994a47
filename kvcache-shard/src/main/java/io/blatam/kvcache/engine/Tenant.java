package io.blatam.kvcache.engine;

import java.util.HashMap;
import java.util.Map;

/** What a segment knows of a tenant. */
final class Tenant {

  final String name;
  final Counters counters = new Counters();
  private final Map<String, Scope> scopes = new HashMap<>();

  Tenant(String name) {
    this.name = name;
  }

  Scope scope(String namespace) {
    return scopes.computeIfAbsent(namespace, each -> new Scope(this, each));
  }
}
