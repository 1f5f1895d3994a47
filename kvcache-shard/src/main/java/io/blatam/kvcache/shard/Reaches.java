package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import java.util.HashSet;
import java.util.Set;

/** What operations that wait are about, so that nothing overtakes them. Not thread-safe. */
public final class Reaches {

  private record Space(String tenant, String namespace) {}

  private final Set<CacheKey> keys = new HashSet<>();
  private final Set<Space> spacesOfKeys = new HashSet<>();
  private final Set<Space> whole = new HashSet<>();

  public void add(Reach reach) {
    Space space = new Space(reach.tenant(), reach.namespace());
    reach
        .key()
        .ifPresentOrElse(
            key -> {
              keys.add(key);
              spacesOfKeys.add(space);
            },
            () -> whole.add(space));
  }

  /** Whether what reaches so far has to stay behind one of these. */
  public boolean meet(Reach reach) {
    if (keys.isEmpty() && whole.isEmpty()) {
      return false;
    }
    Space space = new Space(reach.tenant(), reach.namespace());
    return whole.contains(space)
        || reach.key().map(keys::contains).orElseGet(() -> spacesOfKeys.contains(space));
  }
}
