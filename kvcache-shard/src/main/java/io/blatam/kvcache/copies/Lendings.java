package io.blatam.kvcache.copies;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a segment has lent, and who asks so often that it may be lent something. A key that is lent
 * must not change before every loan of it has been given back or has ended; who changes it recalls
 * them first. These are leases as of Gray and Cheriton (1989). Not thread-safe: belongs to the
 * segment's one writer.
 *
 * <p>Times are milliseconds of a clock that only goes on.
 *
 * @param <H> tells holders apart
 */
public final class Lendings<H> {

  /** Keys and holders that are watched at a time; what comes beyond is not lent this time. */
  private static final int MAX_WATCHED = 4096;

  /**
   * @param number tells this loan from others of the same key
   */
  public record Loan<H>(CacheKey key, H holder, long number) {}

  private record Asker<H>(CacheKey key, H holder) {}

  private static final class Terms {
    final long number;
    final long end;
    boolean recalled;

    Terms(long number, long end) {
      this.number = number;
      this.end = end;
    }
  }

  private final int afterGets;
  private final long lease;
  private final long ownersLease;

  /** Until then what the segment's last owner lent may still be read. */
  private final long inherited;

  private final Map<CacheKey, Map<H, Terms>> lent = new HashMap<>();
  private final Map<Asker<H>, Integer> asked = new HashMap<>();
  private long watchedSince;
  private long nextNumber;

  /**
   * @param firstNumber random, so that a loan of another owner is not taken for one of this
   * @param now when the segment came up here
   */
  public Lendings(CopySettings settings, long firstNumber, long now) {
    this.afterGets = settings.afterGets();
    this.lease = settings.lease().toMillis();
    this.ownersLease = settings.ownersLease().toMillis();
    this.inherited = now + ownersLease;
    this.watchedSince = now;
    this.nextNumber = firstNumber;
  }

  /** How long a new loan may be read. */
  public long lease() {
    return lease;
  }

  /**
   * A holder reads a key that it may be lent.
   *
   * @return whether it reads it so often that it should be
   */
  public boolean asked(CacheKey key, H holder, long now) {
    if (now - watchedSince >= lease) {
      asked.clear();
      watchedSince = now;
    }
    Map<H, Terms> holders = lent.get(key);
    if (holders != null && holders.containsKey(holder)) {
      return false;
    }
    Asker<H> asker = new Asker<>(key, holder);
    if (asked.size() >= MAX_WATCHED && !asked.containsKey(asker)) {
      return false;
    }
    return asked.merge(asker, 1, Integer::sum) >= afterGets;
  }

  public Loan<H> lend(CacheKey key, H holder, long now) {
    asked.remove(new Asker<>(key, holder));
    Terms terms = new Terms(nextNumber++, now + ownersLease);
    lent.computeIfAbsent(key, each -> new HashMap<>()).put(holder, terms);
    return new Loan<>(key, holder, terms.number);
  }

  /** Whether somebody may still read an older value of such a key than the segment has. */
  public boolean lent(Predicate<CacheKey> keys, long now) {
    return now < inherited || lent.keySet().stream().anyMatch(keys);
  }

  /** Like {@link #lent(Predicate, long)}, of one key. */
  public boolean lent(CacheKey key, long now) {
    return now < inherited || lent.containsKey(key);
  }

  /**
   * The key is about to change: who reads it has to begin anew to be lent it.
   *
   * @return the loans whose holders have to be told now
   */
  public List<Loan<H>> recall(CacheKey key) {
    asked.keySet().removeIf(asker -> asker.key().equals(key));
    List<Loan<H>> loans = new ArrayList<>();
    lent.getOrDefault(key, Map.of())
        .forEach(
            (holder, terms) -> {
              if (!terms.recalled) {
                terms.recalled = true;
                loans.add(new Loan<>(key, holder, terms.number));
              }
            });
    return loans;
  }

  /** {@link #recall(CacheKey)} of all such keys. */
  public List<Loan<H>> recall(Predicate<CacheKey> keys) {
    List<Loan<H>> loans = new ArrayList<>();
    lent.keySet().stream().filter(keys).toList().forEach(key -> loans.addAll(recall(key)));
    return loans;
  }

  /** The holder does not read it any more. */
  public void returned(CacheKey key, H holder, long number) {
    Map<H, Terms> holders = lent.get(key);
    if (holders != null && holders.containsKey(holder) && holders.get(holder).number == number) {
      holders.remove(holder);
      if (holders.isEmpty()) {
        lent.remove(key);
      }
    }
  }

  /** Ends what has run out. */
  public void end(long now) {
    lent.values().forEach(holders -> holders.values().removeIf(terms -> now >= terms.end));
    lent.values().removeIf(Map::isEmpty);
  }

  /** When something runs out next. */
  public OptionalLong nextEnd(long now) {
    if (now < inherited) {
      return OptionalLong.of(inherited);
    }
    return lent.values().stream()
        .flatMap(holders -> holders.values().stream())
        .mapToLong(terms -> terms.end)
        .min();
  }
}
