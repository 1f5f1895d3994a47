package io.blatam.kvcache.handover;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts parcels together again, and knows which entries are out of date because their keys were
 * written or removed here since. Not thread-safe.
 */
public final class Arrivals {

  /** Each is asked about every entry that arrives, so they must not become many. */
  private static final int MAX_CLEARINGS = 100;

  private final int maxChanges;
  private final Set<CacheKey> changed = new HashSet<>();
  private final List<Predicate<CacheKey>> cleared = new ArrayList<>();
  private final Set<CacheKey> pinned = new HashSet<>();
  private boolean closed;

  /** By sender: the pieces of an entry whose end has not arrived. */
  private final Map<Object, List<Parcel>> pieces = new HashMap<>();

  /**
   * @param maxChanges after so many changes here nothing is taken in any more, which bounds what
   *     has to be remembered
   */
  public Arrivals(int maxChanges) {
    this.maxChanges = maxChanges;
  }

  /** The key was written or removed here: what arrives for it is older. */
  public void changed(CacheKey key) {
    if (!closed && changed.add(key) && changed.size() > maxChanges) {
      close();
    }
  }

  /** All such keys were removed here, whether they had arrived or not. */
  public void cleared(Predicate<CacheKey> keys) {
    if (!closed && cleared.add(keys) && cleared.size() > MAX_CLEARINGS) {
      close();
    }
  }

  /** Nothing more is taken in. */
  public void close() {
    closed = true;
    changed.clear();
    cleared.clear();
    pinned.clear();
    pieces.clear();
  }

  public boolean closed() {
    return closed;
  }

  /**
   * The entries that are whole now and not out of date, in the order of their parcels.
   *
   * @param from tells the senders apart whose parcels may come in turns
   */
  public List<CacheEntry> unpack(Object from, List<Parcel> parcels) {
    List<CacheEntry> whole = new ArrayList<>();
    for (Parcel parcel : parcels) {
      join(from, parcel).filter(this::current).ifPresent(whole::add);
    }
    return whole;
  }

  /** Whether the entry of this key was pinned where it came from. */
  public boolean pinned(CacheKey key) {
    return pinned.contains(key);
  }

  /** Whether nothing happened to the entry's key here since. */
  public boolean current(CacheEntry entry) {
    CacheKey key = entry.key();
    return !closed && !changed.contains(key) && cleared.stream().noneMatch(keys -> keys.test(key));
  }

  private Optional<CacheEntry> join(Object from, Parcel parcel) {
    if (parcel.part().length == parcel.size()) {
      pieces.remove(from);
      return Optional.of(entry(parcel, parcel.part()));
    }
    List<Parcel> parts = pieces.computeIfAbsent(from, sender -> new ArrayList<>());
    if (!parts.isEmpty() && !parts.get(0).key().equals(parcel.key())) {
      parts.clear();
    }
    parts.add(parcel);
    int bytes = parts.stream().mapToInt(part -> part.part().length).sum();
    if (bytes < parcel.size()) {
      return Optional.empty();
    }
    pieces.remove(from);
    return bytes == parcel.size() ? Optional.of(entry(parcel, joined(parts))) : Optional.empty();
  }

  private static byte[] joined(List<Parcel> parts) {
    byte[] bytes = new byte[parts.get(0).size()];
    int at = 0;
    for (Parcel part : parts) {
      System.arraycopy(part.part(), 0, bytes, at, part.part().length);
      at += part.part().length;
    }
    return bytes;
  }

  private CacheEntry entry(Parcel parcel, byte[] encoded) {
    if (parcel.pinned()) {
      pinned.add(parcel.key());
    }
    CacheEntry entry =
        CacheEntry.of(parcel.key(), encoded, parcel.absent(), parcel.cost(), parcel.lifetime());
    return parcel.parent().map(entry::after).orElse(entry);
  }
}
