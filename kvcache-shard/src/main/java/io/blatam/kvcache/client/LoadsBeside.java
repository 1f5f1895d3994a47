package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.engine.FlightTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loads of a node beside the cache: one a key, the others wait for it. Not thread-safe. */
final class LoadsBeside {

  private final FlightTable<Long> flights;
  private final Map<Long, Call> calls;

  /**
   * @param calls the node's calls by their number, as they are at any time
   */
  LoadsBeside(int maxWaiters, Map<Long, Call> calls) {
    this.flights = new FlightTable<>(maxWaiters);
    this.calls = calls;
  }

  /**
   * @return whether the call loads now; otherwise it waits for who does
   */
  boolean begin(CacheKey key, long id, long now) {
    // Whoever loads ends it itself when it takes too long.
    return flights.acquire(key, id, Durations.LONGEST, now) == FlightTable.Admission.GRANTED;
  }

  /** The call has loaded: those that wait for it are told. */
  void landed(CacheKey key, long id, Loaded loaded, Call.Client client) {
    flights
        .land(key, id)
        .map(FlightTable.Landing::waiters)
        .orElse(List.of())
        .forEach(waiter -> loadCall(waiter).ifPresent(call -> call.joined(loaded, client)));
  }

  /** The call neither loads nor waits any more: if it was loading, it is the next one's turn. */
  void left(CacheKey key, long id, long now) {
    flights
        .leave(key, id, now)
        .flatMap(grant -> loadCall(grant.waiter()))
        .ifPresent(call -> call.turnBeside(now));
  }

  private Optional<LoadCall> loadCall(long id) {
    return calls.get(id) instanceof LoadCall call ? Optional.of(call) : Optional.empty();
  }
}
