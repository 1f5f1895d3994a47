package io.blatam.benchmarks.segment;

import io.blatam.kvcache.api.CacheKey;
import org.openjdk.jol.info.GraphLayout;

/** Bytes on the heap that an entry costs beside its key's characters and its value, by JOL. */
final class Footprint {

  private Footprint() {}

  /** Mean over caches whose tables are just grown, half full and full. */
  static double perEntry(Engine.Kind kind) {
    return (perEntry(kind, 50_000) + perEntry(kind, 75_000) + perEntry(kind, 98_000)) / 3;
  }

  private static double perEntry(Engine.Kind kind, int entries) {
    // Offsets of record components are not given out otherwise.
    System.setProperty("jol.magicFieldOffset", "true");
    CacheKey[] keys = Workload.keys();
    Engine cache = Engine.create(kind, Engine.room(entries));
    long empty = size(cache);
    for (int i = 0; i < entries; i++) {
      cache.put(keys[i], new byte[Workload.VALUE_BYTES]);
    }
    if (cache.held() != entries) {
      throw new IllegalStateException(kind + " holds " + cache.held() + " of " + entries);
    }
    // The names of tenant and namespace are one object each in this process, so they do not count.
    double payload = keys[0].key().length() + Workload.VALUE_BYTES;
    return (double) (size(cache) - empty) / entries - payload;
  }

  private static long size(Engine cache) {
    return GraphLayout.parseInstance(cache).totalSize();
  }
}
