package io.blatam.bul.queue;

import io.blatam.platform.serialization.CborSerializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who gets the next free worker. Between tenants by stride scheduling (Waldspurger and Weihl,
 * 1995): each has a pass that grows by the reciprocal of its weight with every job it gets, and the
 * smallest pass is next; a tenant that had nothing to do starts level with the others and can not
 * save up. Limits by tenant, area and provider count what runs anywhere and what was granted and
 * not answered yet. Everything here is told again by those it came from, so it need not survive.
 *
 * <p>Plain state of one thread; {@code W} names workers.
 */
final class FairShare<W> {

  /** A job at work. */
  record Running(String tenant, String jobId, Lane lane) implements CborSerializable {}

  /** Room at a worker for a tenant's next jobs in these lanes. */
  record Grant<W>(long number, W worker, String tenant, List<Lane> lanes) {}

  private static final class Seat {
    private int capacity;
    private Instant heard;
    private Map<String, Running> running = Map.of();

    /** Taken according to a queue; the worker has not said so yet. */
    private final Map<String, Expected> expected = new HashMap<>();
  }

  private record Expected(Running running, Instant since) {}

  private record Pending<W>(Grant<W> grant, Instant since) {}

  private static final class Claim {
    private List<Lane> lanes = List.of();
    private double pass;
  }

  private final Limits limits;
  private final Duration patience;
  private final Map<W, Seat> seats = new LinkedHashMap<>();
  private final Map<String, Claim> claims = new LinkedHashMap<>();
  private final Map<Long, Pending<W>> pending = new LinkedHashMap<>();
  private long lastGrant;

  /** Pass of the tenant that was last served: where newcomers start. */
  private double now;

  /**
   * @param patience after which a worker that says nothing, and a grant that is not answered, count
   *     no more
   */
  FairShare(Limits limits, Duration patience) {
    this.limits = limits;
    this.patience = patience;
  }

  /** A worker says what it can and what it is at. */
  void worker(W worker, int capacity, Collection<Running> running, Instant at) {
    Seat seat = seats.computeIfAbsent(worker, unknown -> new Seat());
    seat.capacity = capacity;
    seat.heard = at;
    Map<String, Running> reported = new LinkedHashMap<>();
    running.forEach(job -> reported.put(job.jobId(), job));
    seat.running = reported;
    seat.expected.keySet().removeAll(reported.keySet());
  }

  void gone(W worker) {
    seats.remove(worker);
    pending.values().removeIf(grant -> grant.grant().worker().equals(worker));
  }

  /** A tenant says what it could give out, in order; nothing replaces what it said before. */
  void demand(String tenant, List<Lane> lanes) {
    Claim claim = claims.computeIfAbsent(tenant, unknown -> new Claim());
    if (claim.lanes.isEmpty() && !lanes.isEmpty()) {
      claim.pass = Math.max(claim.pass, now);
    }
    claim.lanes = List.copyOf(lanes);
  }

  /**
   * A tenant does not know any more what it was granted, nor is it where it was. What it took its
   * workers say, and what it has to give it will say.
   */
  void woken(String tenant) {
    for (Iterator<Pending<W>> each = pending.values().iterator(); each.hasNext(); ) {
      Grant<W> grant = each.next().grant();
      if (grant.tenant().equals(tenant)) {
        each.remove();
        Optional.ofNullable(claims.get(tenant))
            .ifPresent(claim -> claim.pass -= cost(tenant) * grant.lanes().size());
      }
    }
    demand(tenant, List.of());
  }

  /** What a tenant took of a grant. */
  void granted(long number, List<Running> taken, Instant at) {
    Pending<W> asked = pending.remove(number);
    if (asked == null) {
      return;
    }
    Claim claim = claims.get(asked.grant().tenant());
    if (claim != null) {
      List<Lane> left = new ArrayList<>(claim.lanes);
      asked.grant().lanes().forEach(left::remove);
      claim.lanes = left;
      claim.pass -= cost(asked.grant().tenant()) * (asked.grant().lanes().size() - taken.size());
    }
    Seat seat = seats.get(asked.grant().worker());
    if (seat != null) {
      taken.stream()
          .filter(job -> !seat.running.containsKey(job.jobId()))
          .forEach(job -> seat.expected.put(job.jobId(), new Expected(job, at)));
    }
  }

  /** Forgets workers that were not heard of, and grants that were not answered. */
  void expire(Instant at) {
    Instant before = at.minus(patience);
    for (Iterator<Seat> each = seats.values().iterator(); each.hasNext(); ) {
      Seat seat = each.next();
      seat.expected.values().removeIf(job -> job.since().isBefore(before));
      if (seat.heard.isBefore(before)) {
        each.remove();
      }
    }
    pending.values().removeIf(grant -> grant.since().isBefore(before));
    claims.values().removeIf(claim -> claim.lanes.isEmpty() && claim.pass <= now);
  }

  /** Gives out what can be given out now. */
  List<Grant<W>> assign(Instant at) {
    Load load = new Load();
    Map<String, Map<W, List<Lane>>> given = new LinkedHashMap<>();
    for (Optional<W> worker = load.roomiest(); worker.isPresent(); worker = load.roomiest()) {
      Optional<String> tenant = load.next();
      if (tenant.isEmpty()) {
        break;
      }
      Claim claim = claims.get(tenant.get());
      Lane lane = load.take(tenant.get(), worker.get());
      now = claim.pass;
      claim.pass += cost(tenant.get());
      given
          .computeIfAbsent(tenant.get(), unknown -> new LinkedHashMap<>())
          .computeIfAbsent(worker.get(), unknown -> new ArrayList<>())
          .add(lane);
    }
    List<Grant<W>> grants = new ArrayList<>();
    given.forEach(
        (tenant, workers) ->
            workers.forEach(
                (worker, lanes) -> {
                  Grant<W> grant = new Grant<>(++lastGrant, worker, tenant, lanes);
                  pending.put(grant.number(), new Pending<>(grant, at));
                  grants.add(grant);
                }));
    return grants;
  }

  int workers() {
    return seats.values().stream().mapToInt(seat -> seat.capacity).sum();
  }

  List<Running> running() {
    List<Running> running = new ArrayList<>();
    for (Seat seat : seats.values()) {
      running.addAll(seat.running.values());
      seat.expected.values().forEach(expected -> running.add(expected.running()));
    }
    return running;
  }

  private double cost(String tenant) {
    return 1.0 / limits.weight(tenant);
  }

  /** What is taken, and what is left to give; lives for one assignment. */
  private final class Load {
    private final int workers = workers();
    private final Map<String, Integer> byTenant = new HashMap<>();
    private final Map<String, Integer> byArea = new HashMap<>();
    private final Map<String, Integer> byProvider = new HashMap<>();
    private final Map<W, Integer> free = new LinkedHashMap<>();
    private final Map<String, List<Lane>> wanted = new LinkedHashMap<>();

    private Load() {
      seats.forEach(
          (worker, seat) ->
              free.put(worker, seat.capacity - seat.running.size() - seat.expected.size()));
      running().forEach(job -> count(job.tenant(), job.lane()));
      claims.forEach(
          (tenant, claim) -> {
            if (!claim.lanes.isEmpty()) {
              wanted.put(tenant, new ArrayList<>(claim.lanes));
            }
          });
      for (Pending<W> asked : pending.values()) {
        Grant<W> grant = asked.grant();
        free.merge(grant.worker(), -grant.lanes().size(), Integer::sum);
        for (Lane lane : grant.lanes()) {
          count(grant.tenant(), lane);
          wanted.computeIfPresent(
              grant.tenant(),
              (tenant, lanes) -> {
                lanes.remove(lane);
                return lanes;
              });
        }
      }
    }

    private void count(String tenant, Lane lane) {
      byTenant.merge(tenant, 1, Integer::sum);
      byArea.merge(lane.area(), 1, Integer::sum);
      byProvider.merge(lane.provider(), 1, Integer::sum);
    }

    private Optional<W> roomiest() {
      return free.entrySet().stream()
          .filter(entry -> entry.getValue() > 0)
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey);
    }

    private Optional<String> next() {
      String best = null;
      for (String tenant : wanted.keySet()) {
        boolean sooner = best == null || claims.get(tenant).pass < claims.get(best).pass;
        if (sooner
            && byTenant.getOrDefault(tenant, 0) < limits.ofTenant(tenant, workers)
            && lane(tenant).isPresent()) {
          best = tenant;
        }
      }
      return Optional.ofNullable(best);
    }

    private Optional<Lane> lane(String tenant) {
      return wanted.get(tenant).stream()
          .filter(
              lane ->
                  byArea.getOrDefault(lane.area(), 0) < limits.ofArea(lane.area())
                      && byProvider.getOrDefault(lane.provider(), 0)
                          < limits.ofProvider(lane.provider()))
          .findFirst();
    }

    private Lane take(String tenant, W worker) {
      Lane lane = lane(tenant).orElseThrow();
      wanted.get(tenant).remove(lane);
      free.merge(worker, -1, Integer::sum);
      count(tenant, lane);
      return lane;
    }
  }
}
