package io.blatam.kvcache.api;

import java.time.Duration;
import java.util.Optional;

/**
 * What a loader brought back.
 *
 * @param value empty when there is nothing to be found
 * @param cost what loading it again would cost; empty means "as long as this load took"
 * @param cacheable false hands the value to everyone who waits but stores it not
 */
public record Loaded(Optional<byte[]> value, Optional<Duration> cost, boolean cacheable) {

  public static Loaded of(byte[] value) {
    return new Loaded(Optional.of(value), Optional.empty(), true);
  }

  /** For values that are right for those who wait now, and wrong to keep. */
  public static Loaded uncached(byte[] value) {
    return new Loaded(Optional.of(value), Optional.empty(), false);
  }

  /** There is nothing; remembered only where {@link LoadOptions#negativeTtl} says so. */
  public static Loaded nothing() {
    return new Loaded(Optional.empty(), Optional.empty(), true);
  }

  public Loaded withCost(Duration value) {
    return new Loaded(this.value, Optional.of(value), cacheable);
  }
}
