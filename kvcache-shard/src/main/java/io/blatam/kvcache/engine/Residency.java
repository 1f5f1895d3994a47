package io.blatam.kvcache.engine;

/** Where an entry goes when it has lost its place in the segment's memory. */
public interface Residency {

  /** Takes over an entry that was evicted for room; never one that expired or was removed. */
  void demote(CacheEntry entry);

  /** There is nothing below memory: an evicted entry is gone. */
  Residency MEMORY_ONLY = entry -> {};
}
