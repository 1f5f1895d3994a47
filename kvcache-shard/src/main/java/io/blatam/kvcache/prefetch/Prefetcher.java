package io.blatam.kvcache.prefetch;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what to fetch ahead, and watches whether it paid: of the last {@value #WINDOW} entries
 * that were fetched, a share must have been asked for within the horizon, or nothing is fetched for
 * a while; then a few are tried again. Time is counted in lookups. Not thread-safe.
 */
public final class Prefetcher {

  /** Over how many prefetches it is judged whether they pay. */
  static final int WINDOW = 64;

  /** Lookups without prefetching after it did not pay; doubled each time, up to 64 times. */
  static final int PAUSE = 4_096;

  private static final int LONGEST_PAUSE = 64 * PAUSE;

  private final PrefetchSettings settings;
  private final SuccessorModel model;

  /** Asked of a segment, and not answered yet. */
  private final Set<CacheKey> underWay = new LinkedHashSet<>();

  /** Brought into memory ahead, to the lookup by which it must be asked for; the oldest first. */
  private final Map<CacheKey, Long> ahead = new LinkedHashMap<>();

  private long lookups;
  private long resumesAt;
  private int pause = PAUSE;
  private int judged;
  private int judgedUseful;
  private long fetched;
  private long useful;
  private long wasted;
  private long dropped;

  public Prefetcher(PrefetchSettings settings) {
    this.settings = settings;
    this.model = new SuccessorModel(settings.keys());
  }

  /**
   * A key is asked for.
   *
   * @param busy whether the cache has enough to do with what is asked for: then nothing is fetched
   *     ahead, and what waits is forgotten
   * @return the keys to fetch now; each must be answered with {@link #fetched} or {@link #failed}
   */
  public List<CacheKey> lookedUp(CacheKey key, boolean busy) {
    lookups++;
    // Whoever was faster has waited for it as if it had not been sent for.
    underWay.remove(key);
    if (ahead.remove(key) != null) {
      useful++;
      judge(true);
    }
    forget();
    model.observe(key);
    if (lookups < resumesAt) {
      return List.of();
    }
    List<CacheKey> next = new ArrayList<>();
    for (CacheKey likely : model.after(key)) {
      if (underWay.contains(likely) || ahead.containsKey(likely)) {
        continue;
      }
      if (busy || underWay.size() >= settings.underWay()) {
        dropped++;
      } else {
        underWay.add(likely);
        next.add(likely);
      }
    }
    return next;
  }

  /**
   * @param brought whether the entry was below memory and is in memory now; false for what was
   *     there already, or nowhere
   */
  public void fetched(CacheKey key, boolean brought) {
    if (underWay.remove(key) && brought) {
      fetched++;
      ahead.put(key, lookups + settings.horizon());
    }
  }

  /** The segment did not answer. */
  public void failed(CacheKey key) {
    underWay.remove(key);
  }

  private void forget() {
    for (Iterator<Map.Entry<CacheKey, Long>> oldest = ahead.entrySet().iterator();
        oldest.hasNext(); ) {
      if (oldest.next().getValue() > lookups) {
        return;
      }
      oldest.remove();
      wasted++;
      judge(false);
    }
  }

  private void judge(boolean good) {
    if (!active()) {
      // Left over from the try that was judged already: it says nothing about the next one.
      return;
    }
    judged++;
    judgedUseful += good ? 1 : 0;
    if (judged < WINDOW) {
      return;
    }
    if (judgedUseful < settings.pays() * judged) {
      resumesAt = lookups + pause;
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    } else {
      pause = PAUSE;
    }
    judged = 0;
    judgedUseful = 0;
  }

  /** Whether it fetches ahead now, or found that it does not pay. */
  public boolean active() {
    return lookups >= resumesAt;
  }

  public PrefetchValue value() {
    return new PrefetchValue(fetched, useful, wasted, dropped);
  }
}
