package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Holds what the best of several experts would hold. A {@link Panel} judges the experts on keys
 * alone, on all keys of a small segment and on a sample of a large one's; an instance of the
 * leading expert at full scale says which keys to hold, and an entry that it does not hold is the
 * next to go. No parameter depends on the workload.
 */
public final class AdaptivePolicy implements EvictionPolicy {

  /** A panel watches all keys while there are no more entries than this ... */
  private static final int WATCHED_AT_MOST = 8_192;

  /** ... and an eighth of them each time that there are too many. */
  private static final int FEWER = 3;

  private static final class Resident extends Chain.Link<Resident> {
    final long hash;
    CacheEntry entry;
    boolean outside;

    Resident(long hash, CacheEntry entry) {
      this.hash = hash;
      this.entry = entry;
    }
  }

  private final long capacity;
  private final LongMap<Resident> residents = new LongMap<>();

  /** Entries that the leader holds as well, the longest unused first. */
  private final Chain<Resident> inside = new Chain<>();

  /** Entries that the leader does not hold, in the order in which they go. */
  private final Chain<Resident> outside = new Chain<>();

  private final DensitySpread spread = new DensitySpread();
  private int sampleBits;
  private Panel panel;
  private Expert leader;

  /**
   * @param capacity the segment's bound in bytes
   */
  public AdaptivePolicy(long capacity) {
    this.capacity = capacity;
    this.panel = new Panel(capacity, Panel.FIRST_LEADER, this::ifLeading);
    this.leader = panel.expert(Panel.FIRST_LEADER);
  }

  /** The leading expert's name. */
  public String leader() {
    return panel.leader().name();
  }

  @Override
  public boolean arriving(CacheEntry entry) {
    long hash = entry.hash();
    access(hash, entry);
    return leader.contains(hash);
  }

  @Override
  public void inserted(CacheEntry entry) {
    long hash = entry.hash();
    Resident resident = new Resident(hash, entry);
    Resident sameHash = residents.get(hash);
    if (sameHash != null) {
      // Two keys with one hash cannot be told apart by the experts: the older one goes first.
      place(sameHash, true);
    }
    residents.put(hash, resident);
    resident.outside = !leader.contains(hash);
    chain(resident).addLast(resident);
  }

  @Override
  public void touched(CacheEntry entry) {
    long hash = entry.hash();
    access(hash, entry);
    Resident resident = residents.get(hash);
    if (resident != null && !resident.outside) {
      inside.moveToLast(resident);
    }
  }

  @Override
  public void replaced(CacheEntry before, CacheEntry after) {
    find(before).entry = after;
  }

  @Override
  public void evicted(CacheEntry entry) {
    Resident resident = find(entry);
    remove(resident);
    if (!resident.outside) {
      leader.forget(resident.hash);
    }
  }

  @Override
  public void removed(CacheEntry entry) {
    Resident resident = find(entry);
    remove(resident);
    leader.forget(resident.hash);
    panel.forget(resident.hash);
  }

  @Override
  public Optional<CacheEntry> victim() {
    Resident first = outside.size() > 0 ? outside.first() : inside.first();
    return Optional.ofNullable(first).map(resident -> resident.entry);
  }

  @Override
  public void forEach(Consumer<CacheEntry> action) {
    outside.forEach(resident -> action.accept(resident.entry));
    inside.forEach(resident -> action.accept(resident.entry));
  }

  private void access(long hash, CacheEntry entry) {
    int weight = weight(entry);
    long cost = cost(entry);
    long held = inside.size() + outside.size();
    if (spread.provesWide(weight, cost)) {
      panel.lead(Panel.FIRST_LEADER_BY_DENSITY);
      follow(panel.leader());
    }
    boolean sampled = sampleBits == 0 || hash >>> (64 - sampleBits) == 0;
    boolean changed = sampled && panel.access(hash, weight, cost, held >> sampleBits);
    if (changed) {
      follow(panel.leader());
    }
    if (sampleBits > 0) {
      leader.access(hash, weight, cost);
    }
    Resident resident = residents.get(hash);
    if (resident != null) {
      place(resident, !leader.contains(hash));
    }
    if (held >> sampleBits > WATCHED_AT_MOST) {
      sampleFewer();
    }
  }

  /** What to do with a key that an expert of a panel of all keys gives up. */
  private LongConsumer ifLeading(ExpertKind kind) {
    return hash -> {
      if (panel.leader() == kind) {
        leaderEvicted(hash);
      }
    };
  }

  private void leaderEvicted(long hash) {
    Resident resident = residents.get(hash);
    if (resident != null) {
      place(resident, true);
    }
  }

  private void follow(ExpertKind kind) {
    if (sampleBits == 0) {
      leader = panel.expert(kind);
    } else {
      leader = kind.create(capacity, this::leaderEvicted);
      replay(leader);
    }
    residents.forEach(resident -> place(resident, !leader.contains(resident.hash)));
  }

  private void sampleFewer() {
    sampleBits += FEWER;
    panel = new Panel(capacity >> sampleBits, panel.leader(), kind -> hash -> {});
  }

  /** Shows a new leader what is held, the longest unused first. */
  private void replay(Expert expert) {
    List<Resident> all = new ArrayList<>(residents.size());
    outside.forEach(all::add);
    inside.forEach(all::add);
    for (Resident each : all) {
      expert.access(each.hash, weight(each.entry), cost(each.entry));
    }
  }

  private void place(Resident resident, boolean goesOutside) {
    if (resident.outside != goesOutside) {
      chain(resident).remove(resident);
      resident.outside = goesOutside;
      chain(resident).addLast(resident);
    }
  }

  private Chain<Resident> chain(Resident resident) {
    return resident.outside ? outside : inside;
  }

  private void remove(Resident resident) {
    chain(resident).remove(resident);
    if (residents.get(resident.hash) == resident) {
      residents.remove(resident.hash);
    }
  }

  private Resident find(CacheEntry entry) {
    Resident resident = residents.get(entry.hash());
    if (resident != null && resident.entry == entry) {
      return resident;
    }
    for (Resident each = outside.first(); each != null; each = outside.after(each)) {
      if (each.entry == entry) {
        return each;
      }
    }
    throw new IllegalStateException("the policy does not know " + entry);
  }

  private static int weight(CacheEntry entry) {
    return (int) Math.min(Integer.MAX_VALUE, entry.weight());
  }

  /** A miss costs something even where nobody said so. */
  private static long cost(CacheEntry entry) {
    return Math.max(1, entry.cost());
  }
}
