package io.blatam.kvcache.engine.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Keeps what is worth its room: gives up the entry with the lowest {@link ReuseModel} index × cost
 * ÷ weight. Keys stay known for some time after they were given up, so that the model learns of
 * uses that a larger cache would have caught.
 *
 * <p>All entries of one class, density and age have the same worth, so they lie in one cell, oldest
 * first; cells are ranked once for every hundredth part of the cache that goes, which makes a
 * choice cost a constant on average.
 */
final class GittinsExpert implements Expert {

  /** For how many accesses a key stays known: so many times the entries held, and a few more. */
  private static final int MEMORY = 8;

  private static final int MEMORY_AT_LEAST = 2_000;
  private static final int RANKINGS = 128;
  private static final int LEARN_AT_LEAST = 500;
  private static final int FIRST_LESSON = 200;

  /** Entries whose cost ÷ weight differs by less than this factor's exponential count as equal. */
  private static final double DENSITY_STEP = 0.35;

  private static final class Node extends Chain.Link<Node> {
    final long key;
    int weight;
    long last;
    long count;
    long interval;
    boolean watched;
    int kind;
    int density;

    /** Where it lies while it is held. */
    Cell cell;

    Member member;

    Node(long key) {
      this.key = key;
    }
  }

  /** A held entry's place in its cell. */
  private static final class Member extends Chain.Link<Member> {
    final Node node;

    Member(Node node) {
      this.node = node;
    }
  }

  private static final class Cell {
    final Lane lane;
    final int bucket;
    final Chain<Member> members = new Chain<>();
    double worth;

    Cell(Lane lane, int bucket) {
      this.lane = lane;
      this.bucket = bucket;
    }
  }

  /** The cells of one class and density, by age. */
  private static final class Lane {
    final int kind;
    final Cell[] cells = new Cell[ReuseModel.BUCKETS];
    final double worth;
    int oldest;

    Lane(int kind, int density) {
      this.kind = kind;
      this.worth = Math.exp(density * DENSITY_STEP);
    }

    Cell cell(int bucket) {
      if (cells[bucket] == null) {
        cells[bucket] = new Cell(this, bucket);
      }
      oldest = Math.max(oldest, bucket);
      return cells[bucket];
    }
  }

  private final long capacity;
  private final LongConsumer evicted;
  private final ReuseModel model = new ReuseModel();
  private final LongMap<Node> nodes = new LongMap<>();
  private final Chain<Node> watched = new Chain<>();
  private final LongMap<Lane> lanes = new LongMap<>();
  private List<Cell> ranking = List.of();
  private int rank;
  private int evictionsUntilRanking;
  private long held;
  private long bytes;
  private long now;
  private long nextLesson = FIRST_LESSON;

  GittinsExpert(long capacity, LongConsumer evicted) {
    this.capacity = capacity;
    this.evicted = evicted;
  }

  @Override
  public boolean access(long key, int weight, long cost) {
    now++;
    if (now >= nextLesson) {
      learn();
    }
    stopWatching();
    Node node = nodes.get(key);
    boolean hit = node != null && node.cell != null;
    if (node == null) {
      node = new Node(key);
      nodes.put(key, node);
    } else {
      reused(node);
    }
    node.count++;
    node.last = now;
    node.watched = true;
    watched.addLast(node);
    node.weight = weight;
    node.kind = ReuseModel.classOf(node.count, node.interval, slots());
    node.density = densityOf((double) cost / weight);
    if (weight > capacity) {
      evicted.accept(key);
      return hit;
    }
    hold(node);
    while (bytes > capacity) {
      evictBut(node);
    }
    return hit;
  }

  @Override
  public boolean contains(long key) {
    Node node = nodes.get(key);
    return node != null && node.cell != null;
  }

  @Override
  public void forget(long key) {
    Node node = nodes.remove(key);
    if (node != null) {
      release(node);
      unwatch(node);
    }
  }

  /** About how many entries there is room for. */
  private double slots() {
    return held == 0 ? 1 : (double) capacity * held / bytes;
  }

  private void reused(Node node) {
    node.interval = now - node.last;
    model.reused(node.kind, node.interval);
    release(node);
    unwatch(node);
  }

  private void unwatch(Node node) {
    if (node.watched) {
      watched.remove(node);
      node.watched = false;
    }
  }

  private void stopWatching() {
    double horizon = MEMORY * slots() + MEMORY_AT_LEAST;
    while (watched.size() > 0 && now - watched.first().last > horizon) {
      Node old = watched.first();
      model.givenUp(old.kind, now - old.last);
      unwatch(old);
      if (old.cell == null) {
        nodes.remove(old.key);
      }
    }
  }

  private static int densityOf(double costPerByte) {
    return (int) Math.round(Math.log(costPerByte) / DENSITY_STEP);
  }

  private void learn() {
    nextLesson = now + Math.max(LEARN_AT_LEAST, (long) slots() / 2);
    double[][] waiting = new double[ReuseModel.CLASSES][ReuseModel.BUCKETS];
    nodes.forEach(node -> waiting[node.kind][ReuseModel.bucket(now - node.last)]++);
    model.learn(waiting);
    evictionsUntilRanking = 0;
  }

  private void hold(Node node) {
    long name = (long) node.density * ReuseModel.CLASSES + node.kind;
    Lane lane = lanes.get(name);
    if (lane == null) {
      lane = new Lane(node.kind, node.density);
      lanes.put(name, lane);
    }
    node.cell = lane.cell(0);
    node.member = new Member(node);
    node.cell.members.addLast(node.member);
    bytes += node.weight;
    held++;
  }

  private void release(Node node) {
    if (node.cell != null) {
      node.cell.members.remove(node.member);
      node.cell = null;
      node.member = null;
      bytes -= node.weight;
      held--;
    }
  }

  private void evictBut(Node newest) {
    Node victim = leastWorth(newest);
    release(victim);
    if (!victim.watched) {
      nodes.remove(victim.key);
    }
    evicted.accept(victim.key);
  }

  private Node leastWorth(Node newest) {
    boolean spared = newest.weight <= capacity / DOORSTEP;
    if (evictionsUntilRanking-- <= 0) {
      rank();
    }
    while (true) {
      while (rank < ranking.size()) {
        Chain<Member> members = ranking.get(rank).members;
        Member oldest = members.first();
        if (spared && oldest != null && oldest.node == newest) {
          oldest = members.after(oldest);
        }
        if (oldest != null) {
          return oldest.node;
        }
        rank++;
      }
      rank();
    }
  }

  private void rank() {
    List<Cell> cells = new ArrayList<>();
    lanes.forEach(lane -> age(lane, cells));
    cells.sort(Comparator.comparingDouble(cell -> cell.worth));
    ranking = cells;
    rank = 0;
    evictionsUntilRanking = (int) (held / RANKINGS);
  }

  /** Moves entries to the cells of their ages, oldest first, and collects the cells in use. */
  private void age(Lane lane, List<Cell> cells) {
    for (int bucket = lane.oldest; bucket >= 0; bucket--) {
      Cell cell = lane.cells[bucket];
      if (cell == null) {
        continue;
      }
      Member oldest = cell.members.first();
      while (oldest != null && ReuseModel.bucket(now - oldest.node.last) > bucket) {
        cell.members.remove(oldest);
        oldest.node.cell = lane.cell(ReuseModel.bucket(now - oldest.node.last));
        oldest.node.cell.members.addLast(oldest);
        oldest = cell.members.first();
      }
    }
    for (int bucket = 0; bucket <= lane.oldest; bucket++) {
      Cell cell = lane.cells[bucket];
      if (cell != null && cell.members.size() > 0) {
        cell.worth = model.index(lane.kind, bucket) * lane.worth;
        cells.add(cell);
      }
    }
  }
}
