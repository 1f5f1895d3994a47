package io.blatam.kvcache.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A store that can save writes of several segments in one transaction. Thread-safe. Where a
 * namespace's store is none, keys that live in different segments are not written in one step.
 */
public interface JointStore extends BackingStore {

  /**
   * One segment's writes.
   *
   * @param version under which the segment keeps the keys for these writes, and theirs
   */
  record Share(int segment, Version version, List<StoreWrite> writes) {}

  /**
   * All writes of all shares, or none. When the stage completes they survive a crash.
   *
   * @param shares at most one a segment; each key occurs once
   * @return fails with {@link StoreFencedException}, and nothing is saved then or later, when a
   *     version's epoch is not that of its segment's last claim, or the version is withdrawn
   */
  CompletionStage<Void> saveTogether(String namespace, List<Share> shares);

  /**
   * When the stage completes, no share of this segment under {@code version}'s epoch with its
   * sequence or a smaller one will be saved that was not before. Doing it again does no harm.
   *
   * @return fails with {@link StoreFencedException} when the epoch is not that of the last claim,
   *     which withdraws everything
   */
  CompletionStage<Void> withdraw(String namespace, int segment, Version version);
}
