package io.blatam.kvcache.tier;

import io.blatam.kvcache.codec.NamespaceCodecs;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.engine.UnreadableValueException;

/** Turns entries of memory into those of the tiers below, and back. Thread-safe. */
final class StoredForms {

  private static final byte[] NOTHING = new byte[0];

  private final NamespaceCodecs codecs;

  StoredForms(NamespaceCodecs codecs) {
    this.codecs = codecs;
  }

  StoredEntry store(CacheEntry entry) {
    String namespace = entry.key().namespace();
    Codec below = entry.absent() ? Codec.RAW : codecs.below(namespace);
    return new StoredEntry(
        entry.key(),
        below.encode(entry.encoded()),
        entry.absent(),
        !entry.absent() && framed(codecs.of(namespace)),
        framed(below),
        entry.cost(),
        entry.lifetime().freshUntil(),
        entry.expiresAt(),
        entry.parent());
  }

  /**
   * @throws UnreadableValueException if the form is not what {@link #store} made
   */
  CacheEntry load(StoredEntry stored) {
    CacheEntry entry =
        CacheEntry.of(
            stored.key(),
            stored.absent() ? NOTHING : value(stored),
            stored.absent(),
            stored.cost(),
            new Lifetime(stored.freshUntil(), stored.expiresAt()));
    return stored.parent().map(entry::after).orElse(entry);
  }

  private byte[] value(StoredEntry stored) {
    byte[] inner = stored.packed() ? codecs.reader().decode(stored.form()) : stored.form();
    Codec memory = codecs.of(stored.key().namespace());
    if (stored.framed() == framed(memory)) {
      return inner;
    }
    return memory.encode(stored.framed() ? codecs.reader().decode(inner) : inner);
  }

  private static boolean framed(Codec codec) {
    return codec != Codec.RAW;
  }
}
