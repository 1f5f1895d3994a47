package io.blatam.kvcache.client;

import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.Reach;
import io.blatam.kvcache.shard.Reaches;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The batches of one lane that are not answered yet. One that comes back undone is kept until it is
 * known what became of those that left behind it: what they did must not be undone by an older
 * write that is sent once more.
 */
final class UnderWay {

  /** With more batches done before it, what a batch was overtaken by is not kept any more. */
  private static final int MOST_AHEAD = 8;

  /**
   * What came back undone.
   *
   * @param again can be sent once more, ahead of what has not left
   * @param overtaken can not: something of the same key that left later may have been done
   * @param since when it was sent
   */
  record Returned(List<Operation> again, List<Operation> overtaken, long since) {}

  private static final class Sent {
    private final long at;
    private final List<Operation> operations;

    /** What left later and may have been done. */
    private final List<List<Operation>> ahead = new ArrayList<>();

    private boolean farBehind;
    private boolean back;

    private Sent(long at, List<Operation> operations) {
      this.at = at;
      this.operations = operations;
    }

    private void overtakenBy(List<Operation> later) {
      if (ahead.size() == MOST_AHEAD) {
        farBehind = true;
        ahead.clear();
      } else if (!farBehind) {
        ahead.add(later);
      }
    }

    private Returned returned() {
      Reaches done = new Reaches();
      ahead.forEach(batch -> batch.forEach(each -> Reach.of(each).ifPresent(done::add)));
      List<Operation> again = new ArrayList<>();
      List<Operation> overtaken = new ArrayList<>();
      for (Operation operation : operations) {
        boolean met = farBehind || Reach.of(operation).map(done::meet).orElse(false);
        (met && !mayComeLate(operation) ? overtaken : again).add(operation);
      }
      return new Returned(again, overtaken, at);
    }

    /** Their callers ask again by themselves, whatever has happened meanwhile. */
    private static boolean mayComeLate(Operation operation) {
      return operation instanceof Operation.Get || operation instanceof Operation.Acquire;
    }
  }

  /** By number, which is the order in which they left. */
  private final TreeMap<Long, Sent> batches = new TreeMap<>();

  int size() {
    return batches.size();
  }

  void sent(long batch, List<Operation> operations, long now) {
    batches.put(batch, new Sent(now, operations));
  }

  /**
   * @return whether it was under way
   */
  boolean answered(long batch) {
    Sent sent = batches.remove(batch);
    if (sent == null) {
      return false;
    }
    batches.headMap(batch).values().forEach(earlier -> earlier.overtakenBy(sent.operations));
    return true;
  }

  /** Nothing of it was done. */
  void undelivered(long batch) {
    Sent sent = batches.get(batch);
    if (sent != null) {
      sent.back = true;
    }
  }

  /**
   * Gives up batches that were sent before; they may have been done.
   *
   * @return whether there was one
   */
  boolean forget(long before) {
    List<Long> old = new ArrayList<>();
    batches.forEach(
        (batch, sent) -> {
          if (sent.at - before < 0) {
            old.add(batch);
          }
        });
    old.forEach(this::answered);
    return !old.isEmpty();
  }

  /** What came back and need not wait for anything that left behind it, the latest first. */
  List<Returned> returned() {
    List<Returned> returned = new ArrayList<>();
    while (!batches.isEmpty() && batches.lastEntry().getValue().back) {
      returned.add(batches.pollLastEntry().getValue().returned());
    }
    return returned;
  }
}
