package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who loads what, and who waits for it: at most one holder a key, the others parked in the order
 * they came. Not thread-safe; times are milliseconds since the epoch and passed in.
 *
 * @param <W> identifies a waiting caller
 */
public final class FlightTable<W> {

  public enum Admission {
    /** The caller loads now. */
    GRANTED,
    /** Somebody loads; the caller is told. */
    PARKED,
    /** Somebody loads, and no more callers may wait. */
    FULL
  }

  /** The caller whose turn it has become. */
  public record Grant<W>(CacheKey key, W waiter) {}

  /**
   * What a landed flight leaves to do.
   *
   * @param store false if the key was removed while the load was under way
   */
  public record Landing<W>(List<W> waiters, boolean store) {}

  private static final class Flight<W> {
    W holder;
    long leaseEnds;
    boolean invalidated;

    /** Waiter to how long its lease would be, in milliseconds. */
    final LinkedHashMap<W, Long> parked = new LinkedHashMap<>();

    void grant(W waiter, long leaseMillis, long now) {
      holder = waiter;
      leaseEnds = now + leaseMillis;
    }
  }

  private final int maxWaiters;
  private final Map<CacheKey, Flight<W>> flights = new HashMap<>();

  public FlightTable(int maxWaiters) {
    this.maxWaiters = maxWaiters;
  }

  /**
   * Asks for the lease on a key. Asking again changes nothing: a holder stays one, a waiter keeps
   * its place.
   */
  public Admission acquire(CacheKey key, W waiter, Duration lease, long now) {
    Flight<W> flight = flights.get(key);
    if (flight == null) {
      flight = new Flight<>();
      flight.grant(waiter, lease.toMillis(), now);
      flights.put(key, flight);
      return Admission.GRANTED;
    }
    Optional<Admission> standing = standing(key, waiter);
    if (standing.isPresent()) {
      return standing.get();
    }
    if (flight.parked.size() >= maxWaiters) {
      return Admission.FULL;
    }
    flight.parked.put(waiter, lease.toMillis());
    return Admission.PARKED;
  }

  /**
   * Asks for the lease on a key only if nobody else has it, and for no place among those who wait:
   * for who has a stale value to go on with.
   *
   * @return whether the caller loads now
   */
  public boolean acquireIfFree(CacheKey key, W waiter, Duration lease, long now) {
    Flight<W> flight = flights.get(key);
    return flight == null
        ? acquire(key, waiter, lease, now) == Admission.GRANTED
        : flight.holder.equals(waiter);
  }

  /** Where a caller stands that has acquired before; empty if it has not, or its flight is over. */
  public Optional<Admission> standing(CacheKey key, W waiter) {
    Flight<W> flight = flights.get(key);
    if (flight == null) {
      return Optional.empty();
    }
    if (flight.holder.equals(waiter)) {
      return Optional.of(Admission.GRANTED);
    }
    return flight.parked.containsKey(waiter) ? Optional.of(Admission.PARKED) : Optional.empty();
  }

  /**
   * The holder's load succeeded. Empty if it is not, or no longer, the holder: then its value must
   * not be stored.
   */
  public Optional<Landing<W>> land(CacheKey key, W holder) {
    Flight<W> flight = flights.get(key);
    if (flight == null || !flight.holder.equals(holder)) {
      return Optional.empty();
    }
    flights.remove(key);
    return Optional.of(new Landing<>(List.copyOf(flight.parked.keySet()), !flight.invalidated));
  }

  /** A caller goes. If it was the holder, the next waiter becomes it. */
  public Optional<Grant<W>> leave(CacheKey key, W waiter, long now) {
    Flight<W> flight = flights.get(key);
    if (flight == null) {
      return Optional.empty();
    }
    if (flight.holder.equals(waiter)) {
      return next(key, flight, now);
    }
    flight.parked.remove(waiter);
    return Optional.empty();
  }

  /** Drops every waiter that {@code gone} names, and hands on the leases they held. */
  public List<Grant<W>> leaveAll(Predicate<W> gone, long now) {
    List<Grant<W>> grants = new ArrayList<>();
    for (CacheKey key : List.copyOf(flights.keySet())) {
      Flight<W> flight = flights.get(key);
      flight.parked.keySet().removeIf(gone);
      if (gone.test(flight.holder)) {
        next(key, flight, now).ifPresent(grants::add);
      }
    }
    return grants;
  }

  /** Hands on every lease that has ended. */
  public List<Grant<W>> expire(long now) {
    List<Grant<W>> grants = new ArrayList<>();
    for (CacheKey key : List.copyOf(flights.keySet())) {
      Flight<W> flight = flights.get(key);
      if (now >= flight.leaseEnds) {
        next(key, flight, now).ifPresent(grants::add);
      }
    }
    return grants;
  }

  /** What is being loaded for this key is delivered, but must not be stored. */
  public void invalidate(CacheKey key) {
    Flight<W> flight = flights.get(key);
    if (flight != null) {
      flight.invalidated = true;
    }
  }

  /** {@link #invalidate} for every key that fits. */
  public void invalidateAll(Predicate<CacheKey> keys) {
    flights.forEach(
        (key, flight) -> {
          if (keys.test(key)) {
            flight.invalidated = true;
          }
        });
  }

  public int size() {
    return flights.size();
  }

  private Optional<Grant<W>> next(CacheKey key, Flight<W> flight, long now) {
    var parked = flight.parked.entrySet().iterator();
    if (!parked.hasNext()) {
      flights.remove(key);
      return Optional.empty();
    }
    Map.Entry<W, Long> waiter = parked.next();
    parked.remove();
    // The next load starts after the removal, so what it finds may be kept.
    flight.invalidated = false;
    flight.grant(waiter.getKey(), waiter.getValue(), now);
    return Optional.of(new Grant<>(key, waiter.getKey()));
  }
}
