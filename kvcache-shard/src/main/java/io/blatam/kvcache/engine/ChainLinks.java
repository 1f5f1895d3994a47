package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells the policy which block follows which. A policy knows it only while it holds both entries;
 * so it has to be told again when one of them comes back (from a tier below or another node, or
 * because it is no longer pinned), and when the policy itself is a new one. The blocks remember
 * their parents' names for that. Belongs to the segment's one writer.
 */
final class ChainLinks {

  private final Contents contents;

  ChainLinks(Contents contents) {
    this.contents = contents;
  }

  /** Says what the entry follows, if it is a block and its parent is in memory. */
  void link(CacheEntry entry) {
    if (entry instanceof ChainedEntry block) {
      CacheEntry before = contents.find(parent(block));
      if (before != null) {
        block.share(before);
        contents.follow(block, before);
      }
    }
  }

  /** Says what the entry follows, and what follows it. Looks through all entries. */
  void linkAround(CacheEntry entry) {
    link(entry);
    blocks(block -> block.names(entry)).forEach(this::link);
  }

  /** Says of every block what it follows. */
  void linkAll() {
    blocks(block -> true).forEach(this::link);
  }

  /** Gathered before they are linked: that may evict some. */
  private List<CacheEntry> blocks(Predicate<ChainedEntry> which) {
    List<CacheEntry> blocks = new ArrayList<>();
    contents.entries.forEach(
        each -> {
          if (each instanceof ChainedEntry block && which.test(block)) {
            blocks.add(block);
          }
        });
    return blocks;
  }

  private static CacheKey parent(ChainedEntry block) {
    CacheKey key = block.key();
    return new CacheKey(key.tenant(), key.namespace(), block.parent().orElseThrow());
  }
}
