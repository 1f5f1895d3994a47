package io.blatam.kvcache.shard;

import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.time.Clock;

/** What stands behind a segment as long as nobody asks for more: nothing. */
final class NoStores {

  private static final NamespaceWrites ASIDE =
      NamespaceWrites.from(ConfigFactory.parseResources("reference.conf").resolve());

  private NoStores() {}

  static SegmentStores behind(CacheSegment segment) {
    return new SegmentStores(
        0,
        ASIDE,
        name -> {
          throw new AssertionError("nobody has asked for the store " + name);
        },
        segment,
        1_000,
        Clock.systemUTC(),
        Runnable::run);
  }
}
