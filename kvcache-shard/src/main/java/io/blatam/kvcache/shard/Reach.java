package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;

/**
 * What an operation is about: a key, or a tenant's whole namespace.
 *
 * @param changes whether it may change values; it reads them otherwise
 */
public record Reach(String tenant, String namespace, Optional<CacheKey> key, boolean changes) {

  /** Empty where no value is read or changed. */
  public static Optional<Reach> of(Operation operation) {
    if (operation instanceof Operation.Get get) {
      return Optional.of(reads(get.key()));
    } else if (operation instanceof Operation.Acquire acquire) {
      return Optional.of(reads(acquire.key()));
    } else if (operation instanceof Operation.Pin pin) {
      return Optional.of(reads(pin.key()));
    } else if (operation instanceof Operation.Unpin unpin) {
      return Optional.of(reads(unpin.key()));
    } else if (operation instanceof Operation.Put put) {
      return Optional.of(changes(put.key()));
    } else if (operation instanceof Operation.PutAfter put) {
      return Optional.of(changes(put.key()));
    } else if (operation instanceof Operation.PutNew put) {
      CacheKey one = put.entries().get(0).key();
      return Optional.of(new Reach(one.tenant(), one.namespace(), Optional.empty(), true));
    } else if (operation instanceof Operation.Hold hold) {
      return Optional.of(new Reach(hold.tenant(), hold.namespace(), Optional.empty(), true));
    } else if (operation instanceof Operation.Remove remove) {
      return Optional.of(changes(remove.key()));
    } else if (operation instanceof Operation.Fill fill) {
      return Optional.of(changes(fill.key()));
    } else if (operation instanceof Operation.Update update) {
      return Optional.of(update.edit().reads() ? reads(update.key()) : changes(update.key()));
    } else if (operation instanceof Operation.Survey survey) {
      boolean clears = survey.scan() instanceof Scan.Clear;
      return Optional.of(new Reach(survey.tenant(), survey.namespace(), Optional.empty(), clears));
    }
    return Optional.empty();
  }

  private static Reach reads(CacheKey key) {
    return new Reach(key.tenant(), key.namespace(), Optional.of(key), false);
  }

  private static Reach changes(CacheKey key) {
    return new Reach(key.tenant(), key.namespace(), Optional.of(key), true);
  }

  boolean covers(CacheKey other) {
    return key.isPresent()
        ? key.get().equals(other)
        : other.tenant().equals(tenant) && other.namespace().equals(namespace);
  }
}
