package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives up what the best of several experts would give up: see {@link Keeper}, which knows entries
 * as numbers of records. No parameter depends on the workload.
 */
public final class AdaptivePolicy implements EvictionPolicy {

  /** Bytes an entry: its record, its place with an expert, and its reference here. */
  private static final int BYTES =
      (Records.BYTES + Lists.BYTES + GdsfExpert.BYTES_A_MEMBER + Integer.BYTES) * 9 / 8;

  private static final int CHAINED_BYTES = Chains.BYTES * 9 / 8;

  private final long maxBytes;
  private final Memory memory;
  private final Keeper keeper;
  private CacheEntry[] entries = new CacheEntry[32];
  private int spared = Records.NONE;
  private boolean chained;

  /**
   * @param maxBytes the segment's bound
   */
  public AdaptivePolicy(long maxBytes) {
    this.maxBytes = maxBytes;
    this.memory = Memory.of(maxBytes);
    this.keeper = new Keeper(maxBytes - memory.bytes(), memory, record -> entries[record].hash());
  }

  /** The leading expert's name. */
  public String leader() {
    return keeper.leading().name();
  }

  @Override
  public long bookkeeping(int held) {
    long records = Math.max(held, keeper.most());
    return memory.bytes() + records * (chained ? BYTES + CHAINED_BYTES : BYTES);
  }

  @Override
  public boolean chained() {
    boolean first = !chained;
    chained = true;
    return first;
  }

  @Override
  public boolean arriving(CacheEntry entry) {
    spared = Records.NONE;
    return keeper.arriving(entry.hash(), weight(entry), cost(entry));
  }

  @Override
  public boolean arriving(CacheEntry entry, CacheEntry parent) {
    boolean stays = arriving(entry) && !onlyItsChainCouldGo(entry, parent);
    spared = stays ? parent.place() : Records.NONE;
    return stays;
  }

  /** A chain that fills the segment keeps its beginning: what is behind that is not taken in. */
  private boolean onlyItsChainCouldGo(CacheEntry entry, CacheEntry parent) {
    long bytes = keeper.bytes() + weight(entry) + bookkeeping(keeper.records.size() + 1);
    return bytes > maxBytes && keeper.victim(parent.place()) == Records.NONE;
  }

  @Override
  public void inserted(CacheEntry entry) {
    int record = keeper.inserted(weight(entry));
    if (record >= entries.length) {
      entries = Arrays.copyOf(entries, keeper.limit());
    }
    entries[record] = entry;
    entry.place(record);
    spared = Records.NONE;
  }

  @Override
  public void follows(CacheEntry entry, CacheEntry parent) {
    keeper.follows(entry.place(), parent.place());
  }

  @Override
  public void touched(CacheEntry entry) {
    keeper.touched(entry.place(), entry.hash(), cost(entry));
  }

  @Override
  public void replaced(CacheEntry before, CacheEntry after) {
    int record = before.place();
    entries[record] = after;
    after.place(record);
    keeper.replaced(record, after.hash(), weight(after), cost(after));
    spared = Records.NONE;
  }

  @Override
  public void evicted(CacheEntry entry) {
    keeper.evicted(entry.place(), entry.hash());
    forget(entry);
  }

  @Override
  public void removed(CacheEntry entry) {
    keeper.removed(entry.place(), entry.hash());
    forget(entry);
  }

  @Override
  public Optional<CacheEntry> victim() {
    int record = keeper.victim(spared);
    if (record == Records.NONE) {
      // Others went, and that was not enough.
      record = keeper.victim(Records.NONE);
    }
    return record == Records.NONE ? Optional.empty() : Optional.of(entries[record]);
  }

  @Override
  public void forEach(Consumer<CacheEntry> action) {
    keeper.forEach(record -> action.accept(entries[record]));
  }

  private void forget(CacheEntry entry) {
    if (entry.place() == spared) {
      spared = Records.NONE;
    }
    entries[entry.place()] = null;
  }

  private static int weight(CacheEntry entry) {
    return (int) Math.min(Integer.MAX_VALUE, entry.weight());
  }

  /** A miss costs something even where nobody said so. */
  private static long cost(CacheEntry entry) {
    return Math.max(1, entry.cost());
  }
}
