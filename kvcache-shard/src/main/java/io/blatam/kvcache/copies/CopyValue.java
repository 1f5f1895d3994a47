package io.blatam.kvcache.copies;

/**
 * What copies were good for at one node, since it came up.
 *
 * @param taken copies that were lent to it and kept
 * @param hits lookups that they answered
 * @param recalled copies that were taken back before their lease ended, because their key changed
 * @param declined copies that were not kept: no room, or the key was being changed from here
 */
public record CopyValue(long taken, long hits, long recalled, long declined) {

  public static final CopyValue ZERO = new CopyValue(0, 0, 0, 0);

  public CopyValue plus(CopyValue other) {
    return new CopyValue(
        taken + other.taken,
        hits + other.hits,
        recalled + other.recalled,
        declined + other.declined);
  }
}
