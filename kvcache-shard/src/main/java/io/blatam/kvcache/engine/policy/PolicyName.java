package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The policies that a segment can be given, by the names that configuration knows them under. */
public enum PolicyName {
  LRU,
  LFU,
  ADAPTIVE;

  /** Empty if there is none of this name. */
  public static Optional<PolicyName> of(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.name().equals(upper)).findFirst();
  }

  /** As configuration writes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param maxBytes the bound of the segment that it is for
   */
  public EvictionPolicy create(long maxBytes) {
    return switch (this) {
      case LRU -> new LruPolicy();
      case LFU -> new LfuPolicy();
      case ADAPTIVE -> new AdaptivePolicy(maxBytes);
    };
  }
}
