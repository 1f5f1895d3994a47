package io.blatam.kvcache.prefetch;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which keys tend to follow a key, within a tenant's namespace: pairs are counted that come within
 * {@value #REACH} lookups of each other, so that callers whose lookups interleave are told apart
 * (the idea of Mithril, Yang et al., SoCC 2017, with counts in place of mined time stamps). A chain
 * of prefix blocks is a sequence like any other. Bounded; the longest unused key is forgotten. Not
 * thread-safe.
 */
final class SuccessorModel {

  /** How many lookups back a key may be for what comes now to be its successor. */
  static final int REACH = 3;

  /**
   * Successors kept a key: twice the reach, so that what comes now and then outlives what came
   * once.
   */
  static final int SUCCESSORS = 2 * REACH;

  /** Streams (tenant and namespace) whose last keys are known. */
  private static final int STREAMS = 256;

  private static final int SEEN_AT_LEAST = 2;
  private static final double SHARE_AT_LEAST = 0.4;

  /** Old habits fade: all counts of a key are halved when it has been seen so often. */
  private static final int HALVE_AT = 32;

  private record Stream(String tenant, String namespace) {}

  private static final class Counts {
    int seen;
    final List<Successor> successors = new ArrayList<>(SUCCESSORS);
  }

  private static final class Successor {
    final CacheKey key;
    int count = 1;

    Successor(CacheKey key) {
      this.key = key;
    }
  }

  private final Map<CacheKey, Counts> counts;
  private final Map<Stream, Deque<CacheKey>> recent = leastRecentlyUsed(STREAMS);

  /**
   * @param keys how many keys' successors are kept; each takes about 400 bytes besides the keys
   */
  SuccessorModel(int keys) {
    this.counts = leastRecentlyUsed(keys);
  }

  private static <K, V> Map<K, V> leastRecentlyUsed(int bound) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > bound;
      }
    };
  }

  /** The key is asked for. */
  void observe(CacheKey key) {
    Deque<CacheKey> before =
        recent.computeIfAbsent(
            new Stream(key.tenant(), key.namespace()), stream -> new ArrayDeque<>(REACH + 1));
    if (key.equals(before.peekLast())) {
      return;
    }
    for (CacheKey earlier : before) {
      if (!earlier.equals(key)) {
        follows(counts.computeIfAbsent(earlier, first -> new Counts()), key);
      }
    }
    seen(counts.computeIfAbsent(key, first -> new Counts()));
    before.addLast(key);
    if (before.size() > REACH) {
      before.removeFirst();
    }
  }

  private static void seen(Counts of) {
    if (++of.seen >= HALVE_AT) {
      of.seen /= 2;
      for (Iterator<Successor> each = of.successors.iterator(); each.hasNext(); ) {
        Successor successor = each.next();
        successor.count /= 2;
        if (successor.count == 0) {
          each.remove();
        }
      }
    }
  }

  private static void follows(Counts of, CacheKey key) {
    Successor least = null;
    for (Successor successor : of.successors) {
      if (successor.key.equals(key)) {
        successor.count++;
        return;
      }
      if (least == null || successor.count < least.count) {
        least = successor;
      }
    }
    if (of.successors.size() == SUCCESSORS) {
      // The least counted goes, the oldest of several; what came more than once is not pushed out
      // at once.
      if (--least.count > 0) {
        return;
      }
      of.successors.remove(least);
    }
    of.successors.add(new Successor(key));
  }

  /** What probably follows the key, the likeliest first. */
  List<CacheKey> after(CacheKey key) {
    Counts of = counts.get(key);
    if (of == null) {
      return List.of();
    }
    return of.successors.stream()
        .filter(each -> each.count >= SEEN_AT_LEAST && each.count >= SHARE_AT_LEAST * of.seen)
        .sorted((a, b) -> Integer.compare(b.count, a.count))
        .map(each -> each.key)
        .toList();
  }
}
