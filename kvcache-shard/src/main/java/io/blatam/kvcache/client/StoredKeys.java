package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.PageEnd;
import io.blatam.kvcache.shard.Scan;
import io.blatam.kvcache.store.BackingStore;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.writes.NamespaceWrites;
import io.blatam.kvcache.writes.WritePattern;
import io.blatam.platform.StageFailure;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The keys of a namespace with a store: what the store has, and what segments are going to tell it.
 * What the cache holds besides is one of these, so nobody has to look through it. Thread-safe.
 */
final class StoredKeys {

  private static final int PAGE = 256;

  private final NamespaceWrites writes;
  private final Stores stores;
  private final int segments;
  private final Duration limit;
  private final Executor executor;
  private final Unsaved unsaved;

  /** Asks every segment. */
  @FunctionalInterface
  interface Unsaved {
    CompletionStage<List<Page>> everywhere(String tenant, String namespace, Scan.Unsaved scan);
  }

  /**
   * @param limit for how long a store may take for one answer, of which there may be many
   */
  StoredKeys(
      NamespaceWrites writes,
      Stores stores,
      int segments,
      Duration limit,
      Executor executor,
      Unsaved unsaved) {
    this.writes = writes;
    this.stores = stores;
    this.segments = segments;
    this.limit = limit;
    this.executor = executor;
    this.unsaved = unsaved;
  }

  /** Whether {@link #survey} knows, and not the segment. */
  boolean answers(String namespace, Scan scan) {
    return writes.backed(namespace) && (scan instanceof Scan.Keys || scan instanceof Scan.Count);
  }

  /**
   * @param part see {@link #page}; the first gives the count of all parts
   */
  CompletionStage<Page> survey(int part, String tenant, String namespace, Scan scan, long now) {
    CompletionStage<Page> page =
        scan instanceof Scan.Keys keys
            ? page(part, tenant, namespace, keys, now)
            : (part == 0 ? count(tenant, namespace, now) : CompletableFuture.completedFuture(0L))
                .thenApply(count -> new Page(List.of(), Page.END, count));
    return page.exceptionallyCompose(
        failure -> {
          Throwable cause = StageFailure.cause(failure);
          return CompletableFuture.failedFuture(
              cause instanceof KvCacheException
                  ? cause
                  : new KvCacheException(
                      KvCacheException.Reason.STORE_FAILED,
                      "the store of cache namespace "
                          + namespace
                          + " can not be listed: "
                          + cause.getMessage()));
        });
  }

  /**
   * One part of as many as there are segments, by the keys' positions and wherever the keys live.
   *
   * @param scan its positions are counted within the part, 0 to {@link Page#END} as well
   */
  private CompletionStage<Page> page(
      int part, String tenant, String namespace, Scan.Keys scan, long now) {
    Part of = new Part(part, segments);
    long from = of.begin() + of.within(scan.from());
    return page(tenant, namespace, from, of.end(), scan.limit(), now)
        .thenApply(page -> new Page(page.keys(), of.outside(page.next()), page.count()));
  }

  private CompletionStage<Page> page(
      String tenant, String namespace, long from, long to, int most, long now) {
    if (from >= to) {
      return CompletableFuture.completedFuture(new Page(List.of(), Page.END, 0));
    }
    // First what is unsaved: what is saved meanwhile is in the store when that is asked.
    return unsaved(tenant, namespace, new Scan.Unsaved(from, to, most))
        .thenComposeAsync(
            pages ->
                ask(
                        namespace,
                        store -> store.keysByPosition(tenant, namespace, from, to, most, now))
                    .thenApply(
                        keys -> {
                          long end = PageEnd.of(keys.size() + 1, most, i -> keys.get(i).position());
                          return merged(tenant, namespace, keys, end, pages);
                        }),
            executor);
  }

  private static Page merged(
      String tenant, String namespace, List<CacheKey> stored, long storedEnd, List<Page> unsaved) {
    long end = unsaved.stream().mapToLong(Page::next).reduce(storedEnd, Math::min);
    Set<String> keys = new HashSet<>();
    stored.forEach(key -> keys.add(key.key()));
    unsaved.forEach(page -> keys.addAll(page.keys()));
    unsaved.forEach(page -> page.gone().forEach(keys::remove));
    List<String> before = new ArrayList<>(keys);
    before.removeIf(key -> new CacheKey(tenant, namespace, key).position() >= end);
    return new Page(before, end, before.size());
  }

  /**
   * How many there are. Where something is unsaved they are counted one by one, since nobody knows
   * which of it the store has.
   */
  private CompletionStage<Long> count(String tenant, String namespace, long now) {
    return unsaved(tenant, namespace, new Scan.Unsaved(0, Page.END, 1))
        .thenComposeAsync(
            pages ->
                pages.stream().allMatch(page -> page.keys().isEmpty() && page.gone().isEmpty())
                    ? ask(namespace, store -> store.count(tenant, namespace, now))
                    : countFrom(0, 0, tenant, namespace, now),
            executor);
  }

  private CompletionStage<Long> countFrom(
      long from, long before, String tenant, String namespace, long now) {
    return page(tenant, namespace, from, Page.END, PAGE, now)
        .thenComposeAsync(
            page ->
                page.next() == Page.END
                    ? CompletableFuture.completedFuture(before + page.count())
                    : countFrom(page.next(), before + page.count(), tenant, namespace, now),
            executor);
  }

  private CompletionStage<List<Page>> unsaved(String tenant, String namespace, Scan.Unsaved scan) {
    return writes.of(namespace).pattern() == WritePattern.BACK
        ? unsaved.everywhere(tenant, namespace, scan)
        : CompletableFuture.completedFuture(List.of());
  }

  private <T> CompletionStage<T> ask(
      String namespace, Function<BackingStore, CompletionStage<T>> question) {
    BackingStore store = stores.named(writes.of(namespace).store());
    return StoreQuestion.within(limit, namespace, () -> question.apply(store));
  }

  /** Positions are divided evenly; within a part they are stretched to as many as all have. */
  private record Part(long begin, long end) {

    private static final int POSITION_BITS = Long.numberOfTrailingZeros(Page.END);

    Part(int number, int parts) {
      this(number * Page.END / parts, (number + 1) * Page.END / parts);
    }

    long within(long position) {
      return multiplied(position, end - begin).shiftRight(POSITION_BITS).longValueExact();
    }

    private static BigInteger multiplied(long one, long other) {
      return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    /** The first that {@link #within} takes here. */
    long outside(long next) {
      if (next >= end) {
        return Page.END;
      }
      BigInteger width = BigInteger.valueOf(end - begin);
      return multiplied(next - begin, Page.END)
          .add(width)
          .subtract(BigInteger.ONE)
          .divide(width)
          .longValueExact();
    }
  }
}
