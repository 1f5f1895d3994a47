package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which keys a store is asked for: some at a time, one question at a time. Not thread-safe. */
final class Loads {

  private static final int MOST = 64;

  private final Set<CacheKey> waiting = new LinkedHashSet<>();
  private List<CacheKey> asked = List.of();

  /** Another owner may have written since the question was asked. */
  private boolean outdated;

  void add(CacheKey key) {
    waiting.add(key);
  }

  void remove(CacheKey key) {
    waiting.remove(key);
  }

  /** What to ask for now; empty while an answer is waited for, or nobody wants anything. */
  Optional<List<CacheKey>> next() {
    if (!asked.isEmpty() || waiting.isEmpty()) {
      return Optional.empty();
    }
    asked = waiting.stream().limit(MOST).toList();
    asked.forEach(waiting::remove);
    return Optional.of(asked);
  }

  boolean underWay(CacheKey key) {
    return asked.contains(key);
  }

  /** The answer to what is being asked does not count: it will be asked again. */
  void outdated() {
    outdated = !asked.isEmpty();
  }

  /** The question was answered; gives the keys whose answers count. */
  List<CacheKey> answered() {
    List<CacheKey> keys = asked;
    asked = List.of();
    if (outdated) {
      outdated = false;
      waiting.addAll(keys);
      return List.of();
    }
    return keys;
  }

  /** The question failed; gives what was asked for. */
  List<CacheKey> failed() {
    List<CacheKey> keys = asked;
    asked = List.of();
    outdated = false;
    return keys;
  }
}
