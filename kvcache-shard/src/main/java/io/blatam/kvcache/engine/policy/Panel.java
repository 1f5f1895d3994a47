package io.blatam.kvcache.engine.policy;

import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Compares experts on the same accesses, each with a cache of keys of its own, by the cost that
 * each would have saved. Old accesses fade. The leader is replaced only when another saved more by
 * several standard errors of their difference: two that do equally well are not swapped for noise.
 */
final class Panel {

  /** The first leader, before anything is known: the best of the public policies on average. */
  static final ExpertKind FIRST_LEADER = ExpertKind.W_TINY_LFU;

  /** The first leader where entries turn out to differ in cost or weight. */
  static final ExpertKind FIRST_LEADER_BY_DENSITY = ExpertKind.GDSF;

  private static final double STANDARD_ERRORS = 3;

  /** Over how many accesses a comparison reaches, in entries held, and at the least. */
  private static final double WINDOW = 16;

  private static final int WINDOW_AT_LEAST = 4_000;

  private static final class Member {
    final Expert expert;
    double lead;
    double variance;

    Member(Expert expert) {
      this.expert = expert;
    }
  }

  private final Member[] seats;
  private final ExpertKind[] kinds = ExpertKind.values();
  private final boolean[] hits = new boolean[kinds.length];
  private ExpertKind leader;

  /**
   * @param capacity in bytes, of each expert's cache
   * @param evicted for each expert, who is told of the keys that it gives up
   */
  Panel(long capacity, ExpertKind leader, Function<ExpertKind, LongConsumer> evicted) {
    this.leader = leader;
    this.seats = new Member[kinds.length];
    for (ExpertKind kind : kinds) {
      seats[kind.ordinal()] = new Member(kind.create(capacity, evicted.apply(kind)));
    }
  }

  ExpertKind leader() {
    return leader;
  }

  Expert expert(ExpertKind kind) {
    return seats[kind.ordinal()].expert;
  }

  /**
   * @param held how many entries the cache holds
   * @return whether another expert leads from now on
   */
  boolean access(long key, int weight, long cost, long held) {
    for (int i = 0; i < seats.length; i++) {
      hits[i] = seats[i].expert.access(key, weight, cost);
    }
    double keep = 1 - 1 / Math.max(WINDOW_AT_LEAST, WINDOW * held);
    boolean led = hits[leader.ordinal()];
    ExpertKind best = leader;
    double bestLead = 0;
    for (int i = 0; i < seats.length; i++) {
      Member member = seats[i];
      member.lead *= keep;
      member.variance *= keep;
      if (hits[i] != led) {
        member.lead += led ? -cost : cost;
        member.variance += (double) cost * cost;
        boolean sure = member.lead > STANDARD_ERRORS * Math.sqrt(member.variance);
        if (sure && member.lead > bestLead) {
          best = kinds[i];
          bestLead = member.lead;
        }
      }
    }
    if (best == leader) {
      return false;
    }
    lead(best);
    return true;
  }

  void forget(long key) {
    for (Member member : seats) {
      member.expert.forget(key);
    }
  }

  /** Lets this expert lead, and begins all comparisons anew. */
  void lead(ExpertKind kind) {
    leader = kind;
    for (Member member : seats) {
      member.lead = 0;
      member.variance = 0;
    }
  }
}
