package io.blatam.kvcache.shard;

/**
 * When a written entry ends: exactly then, not cut short at random.
 *
 * @param keep true keeps what the entry had; a new entry then never ends
 * @param at milliseconds since the epoch, {@link Long#MAX_VALUE} for never; unused with {@code
 *     keep}
 */
public record Expiry(boolean keep, long at) {

  public static final Expiry NEVER = new Expiry(false, Long.MAX_VALUE);
  public static final Expiry KEEP = new Expiry(true, Long.MAX_VALUE);

  public static Expiry at(long millis) {
    return new Expiry(false, millis);
  }
}
