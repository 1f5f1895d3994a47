package io.blatam.kvcache.engine.policy;

import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The adaptive policy on records and hashes: which of the records held goes next. One leading
 * expert names the victims; a {@link Panel} of experts on a sample of the keys says who leads; keys
 * that were given up stay known as {@link Ghosts}. A record that others follow is hidden from the
 * leader, so only the tails of chains go.
 */
final class Keeper {

  /** For how many accesses a key stays known: so many times the entries, and a few more. */
  private static final int GHOSTS_AN_ENTRY = 16;

  private static final int GHOSTS_AT_LEAST = 2_000;

  /** When nothing had to go for so many accesses, in entries, it does not matter who leads. */
  private static final double QUIET_AFTER = 16;

  final Records records = new Records();
  final Chains chains = new Chains();
  private final long capacity;
  private final Clock clock = new Clock();
  private final Siblings siblings = new Siblings(records, chains, clock);
  private final Forecast forecast = new Forecast();
  private final Ghosts ghosts;
  private final Panel panel;
  private final DensitySpread spread = new DensitySpread();
  private Expert leader;
  private long bytes;
  private final LessonTimes lessons = new LessonTimes();
  private int arrivingInfo;
  private final IntToLongFunction hashes;

  /** Whether entries have to go, so that it matters which; only then the panel watches. */
  private boolean contested;

  private int lastContest;

  /**
   * @param capacity bytes of entries
   * @param hashes of the keys of records that are held
   */
  Keeper(long capacity, Memory memory, IntToLongFunction hashes) {
    this.capacity = capacity;
    this.hashes = hashes;
    this.ghosts =
        new Ghosts(memory.ghosts(), Math.max(0, 36 - Long.numberOfLeadingZeros(capacity)));
    this.panel = new Panel(capacity, memory.panel(), clock, forecast);
    this.leader = panel.leader().create(records, clock, forecast, capacity);
  }

  /** The most records that there have been at a time: their room is never given back. */
  int most() {
    return records.most();
  }

  /** Every record's number is below this. */
  int limit() {
    return records.limit();
  }

  /** What the records weigh. */
  long bytes() {
    return bytes;
  }

  /** Whether something had to go lately, so that it matters who leads. */
  boolean contested() {
    return contested;
  }

  ExpertKind leading() {
    return panel.leader();
  }

  void touched(int record, long hash, long cost) {
    again(record);
    if (!chains.isFollowed(record)) {
      leader.use(record);
    }
    show(hash, records.weight[record], records.info[record], cost);
  }

  /** A key that is not held arrives; false if it is not worth its room. */
  boolean arriving(long hash, int weight, long cost) {
    clock.miss();
    long ghost = ghosts.take(hash);
    if (ghost == Ghosts.NONE) {
      clock.count = FadingCount.FIRST;
      arrivingInfo = Info.first(weight, cost);
    } else {
      int age = ghosts.age(ghost, clock.now);
      int past = Ghosts.info(ghost);
      clock.interval = age;
      int count = ghosts.takenCount();
      forecast.reused(past, count, age);
      clock.count = FadingCount.again(count, age, halfLife(), clock.now);
      arrivingInfo = Info.weighed(Info.again(past, age, clock.slots), weight, cost);
    }
    if (spread.provesWide(weight, cost) && !chains.any()) {
      panel.leadByDensity();
      follow();
    }
    show(hash, weight, arrivingInfo, cost);
    boolean heavy = weight > capacity / Shadows.HEAVY_PART;
    if (heavy && bytes + weight > capacity) {
      contest();
      if (!leader.admits(arrivingInfo)) {
        ghosts.put(hash, clock.now, arrivingInfo, clock.count, clock.now, forecast);
        return false;
      }
    }
    return true;
  }

  /** What arrived last is held from now on. */
  int inserted(int weight) {
    int record = records.allocate();
    records.last[record] = clock.now;
    records.info[record] = arrivingInfo;
    records.count(record, clock.count);
    records.weight[record] = weight;
    bytes += weight;
    leader.enter(record);
    resized();
    return record;
  }

  /** The record's entry was overwritten by another. */
  void replaced(int record, long hash, int weight, long cost) {
    boolean leaf = !chains.isFollowed(record);
    if (leaf) {
      leader.leave(record);
    }
    bytes += weight - records.weight[record];
    records.weight[record] = weight;
    records.info[record] = Info.weighed(records.info[record], weight, cost);
    again(record);
    if (leaf) {
      leader.enter(record);
      leader.use(record);
    }
    show(hash, weight, records.info[record], cost);
    resized();
  }

  void evicted(int record, long hash) {
    contest();
    siblings.goes(record);
    ghosts.put(
        hash,
        records.last[record],
        records.info[record],
        records.count(record),
        clock.now,
        forecast);
    drop(record);
  }

  void removed(int record, long hash) {
    panel.forget(hash);
    drop(record);
  }

  /** The record is of no use without the other. */
  void follows(int record, int parent) {
    if (chains.parent(record) == parent || chains.leadsTo(record, parent)) {
      return;
    }
    if (!chains.any()) {
      panel.lead(ExpertKind.GITTINS);
      follow();
    }
    leaveParent(record);
    if (!chains.isFollowed(parent)) {
      leader.leave(parent);
    }
    chains.follow(record, parent, records.limit());
    records.info[parent] = Info.withPart(records.info[parent], Info.FOLLOWED);
    if (!chains.isFollowed(record)) {
      leader.leave(record);
      records.info[record] = Info.withPart(records.info[record], Info.TAIL);
      leader.enter(record);
    }
  }

  /** The next to go, but not this one. */
  int victim(int spared) {
    int sibling = siblings.next(spared);
    return sibling == Records.NONE ? leader.victim(spared) : sibling;
  }

  /** Every record, about in the order in which they go: those that follow others before them. */
  void forEach(IntConsumer action) {
    boolean[] told = new boolean[records.limit()];
    leader.forEach(
        tail -> {
          int each = tail;
          while (each != Records.NONE && !chains.isFollowedBut(each, told)) {
            told[each] = true;
            action.accept(each);
            each = chains.parent(each);
          }
        });
  }

  private void again(int record) {
    clock.hit(records.last[record]);
    int count = records.count(record);
    forecast.reused(records.info[record], count, clock.interval);
    clock.count = FadingCount.again(count, clock.interval, halfLife(), clock.now);
    records.count(record, clock.count);
    records.info[record] = Info.again(records.info[record], clock.interval, clock.slots);
    records.last[record] = clock.now;
  }

  private void show(long hash, int weight, int info, long cost) {
    if (contested
        && !chains.any()
        && panel.watches(hash)
        && panel.access(hash, weight, info, cost, clock.slots)) {
      follow();
    }
    if (lessons.due(clock.now)) {
      learn();
    }
  }

  /** Something has to go. The experts begin with what is held, the longest unused first. */
  private void contest() {
    lastContest = clock.now;
    if (!contested && !chains.any()) {
      contested = true;
      panel.begin();
      byLastUse()
          .forEach(
              record ->
                  panel.held(
                      hashes.applyAsLong(record),
                      records.weight[record],
                      records.info[record],
                      records.count(record),
                      records.last[record]));
    }
  }

  private void drop(int record) {
    if (chains.isFollowed(record)) {
      chains.orphan(record);
    } else {
      leader.leave(record);
    }
    leaveParent(record);
    siblings.gone(record);
    bytes -= records.weight[record];
    records.free(record);
    records.info[record] = 0;
    resized();
  }

  private void leaveParent(int record) {
    int parent = chains.parent(record);
    if (parent != Records.NONE) {
      chains.unlink(record);
      if (!chains.isFollowed(parent)) {
        leader.enter(parent);
      }
    }
  }

  private void resized() {
    if (bytes > 0) {
      clock.room((double) capacity * records.size() / bytes);
    }
    ghosts.reach((long) GHOSTS_AN_ENTRY * records.size() + GHOSTS_AT_LEAST);
  }

  private void learn() {
    double fading = lessons.begin(clock.now, clock.slots);
    Forecast.Lesson lesson = forecast.lesson();
    for (int record = 0; record < records.limit(); record++) {
      if (records.info[record] != 0) {
        int age = clock.now - records.last[record];
        lesson.waiting(records.info[record], records.count(record), age, 1);
      }
    }
    int horizon = (int) Math.min(1 << 30, GHOSTS_AN_ENTRY * clock.slots + GHOSTS_AT_LEAST);
    ghosts.sweep(clock.now, horizon, lesson, forecast);
    forecast.learn(lesson, fading);
    contested &= clock.now - lastContest < QUIET_AFTER * clock.slots;
  }

  /** Puts everything into the hands of the panel's leader, the longest unused first. */
  private void follow() {
    leader = panel.leader().create(records, clock, forecast, capacity);
    byLastUse().filter(record -> !chains.isFollowed(record)).forEach(leader::enter);
  }

  private IntStream byLastUse() {
    return IntStream.range(0, records.limit())
        .filter(record -> records.info[record] != 0)
        .boxed()
        .sorted(Comparator.comparingInt(record -> records.last[record] - clock.now))
        .mapToInt(Integer::intValue);
  }

  /** Of counts, in accesses. */
  private double halfLife() {
    return clock.slots * (chains.any() ? FadingCount.HALF_LIFE_IN_CHAINS : FadingCount.HALF_LIFE);
  }
}
