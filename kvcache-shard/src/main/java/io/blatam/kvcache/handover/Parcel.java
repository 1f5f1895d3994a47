package io.blatam.kvcache.handover;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.Lifetime;
import java.util.Optional;

/**
 * An entry on its way to another node, or a piece of one that is larger than a message. Pieces of
 * an entry follow one another, and all carry what the entry says of itself.
 *
 * @param parent the block that it follows
 * @param size bytes of the whole encoded value
 * @param part all of them, or the next
 */
public record Parcel(
    CacheKey key,
    boolean absent,
    long cost,
    Lifetime lifetime,
    boolean pinned,
    Optional<String> parent,
    int size,
    byte[] part) {

  /** What a parcel takes in a message besides its key and its bytes: field names and numbers. */
  static final int OVERHEAD_BYTES = 192;

  static int overhead(CacheEntry entry) {
    CacheKey key = entry.key();
    // A character takes up to three bytes in UTF-8.
    return OVERHEAD_BYTES
        + 3 * (key.tenant().length() + key.namespace().length() + key.key().length())
        + 3 * entry.parent().map(String::length).orElse(0);
  }
}
