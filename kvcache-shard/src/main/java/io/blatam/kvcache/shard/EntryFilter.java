package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;

/** Which entries are meant: those that fit everything that is given. */
public record EntryFilter(
    Optional<String> tenant, Optional<String> namespace, Optional<String> prefix) {

  public boolean matches(CacheKey key) {
    return tenant.map(key.tenant()::equals).orElse(true)
        && namespace.map(key.namespace()::equals).orElse(true)
        && prefix.map(text -> begins(key, text)).orElse(true);
  }

  private static boolean begins(CacheKey key, String text) {
    return key.key()
        .startsWith(DatabaseKeys.ascii(text) ? text : DatabaseKeys.kept(key.namespace(), text));
  }
}
