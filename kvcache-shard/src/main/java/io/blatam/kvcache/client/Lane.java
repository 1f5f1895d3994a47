package io.blatam.kvcache.client;

import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is on its way to one segment. A lone operation leaves at once; while batches are under way,
 * what comes gathers and leaves together, so the batches grow with the load and nothing waits when
 * there is none.
 *
 * <p>When a segment does not answer, nothing is sent to it but a small question now and then until
 * it does, and what has waited for too long is dropped: its caller has given up, or asks again; or
 * it is withdrawn before, so that its caller need not wait. So however long a segment is away,
 * neither this lane nor what is on its way to it grows.
 */
final class Lane {

  private static final int MAX_BATCHES_UNDER_WAY = 2;

  record Batch(long number, List<Operation> operations) {}

  private record Waiting(Operation operation, long since) {}

  private final KvCacheSettings settings;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  private final UnderWay underWay = new UnderWay();
  private long nextBatch;
  private boolean silent;

  /**
   * How many gets leave at once: halved when some are put off, which is when values are large, and
   * doubled by each batch that is answered as a whole.
   */
  private int gets;

  private boolean deferred;
  private List<Operation> overtaken = new ArrayList<>();

  Lane(KvCacheSettings settings) {
    this.settings = settings;
    this.gets = settings.maxBatchOperations();
  }

  /** Gets of the batch whose answers are coming in were put off. */
  void deferred() {
    deferred = true;
  }

  void add(Operation operation, long now) {
    waiting.add(new Waiting(operation, now));
  }

  void answered(long batch) {
    if (underWay.answered(batch)) {
      gets = deferred ? Math.max(1, gets / 2) : Math.min(settings.maxBatchOperations(), 2 * gets);
      deferred = false;
      takeBack();
    }
    silent = false;
  }

  /** The batch met its segment on the way to another node: nothing of it was done. */
  void undelivered(long batch) {
    underWay.undelivered(batch);
    silent = false;
    takeBack();
  }

  /** What is not sent again, since something of the same key has overtaken it. Told once. */
  List<Operation> overtaken() {
    List<Operation> told = overtaken;
    overtaken = new ArrayList<>();
    return told;
  }

  /** What came back leaves once more, ahead of what waits. */
  private void takeBack() {
    for (UnderWay.Returned returned : underWay.returned()) {
      List<Operation> again = returned.again();
      for (int i = again.size() - 1; i >= 0; i--) {
        waiting.addFirst(new Waiting(again.get(i), returned.since()));
      }
      overtaken.addAll(returned.overtaken());
    }
  }

  /** Gives up batches whose answer will not come any more, and operations that nobody waits for. */
  void forget(long now) {
    long timeout = settings.operationTimeout().toNanos();
    silent |= underWay.forget(now - timeout);
    takeBack();
    while (!waiting.isEmpty() && now - waiting.peek().since() > timeout) {
      waiting.remove();
    }
  }

  /** Whether the segment is known not to answer. */
  boolean silent() {
    return silent;
  }

  /** Takes back what has not left for a segment that does not answer: nothing of it was done. */
  List<Operation> withdraw(Predicate<Operation> which) {
    List<Operation> withdrawn = new ArrayList<>();
    if (silent) {
      waiting.removeIf(each -> which.test(each.operation()) && withdrawn.add(each.operation()));
    }
    return withdrawn;
  }

  /** Asks a segment that does not answer whether it does now, if that is not asked already. */
  Optional<Batch> question(long now) {
    return silent && underWay.size() == 0 ? Optional.of(send(List.of(), now)) : Optional.empty();
  }

  /** The next batch, if one may leave now. */
  Optional<Batch> next(long now) {
    if (waiting.isEmpty() || underWay.size() >= (silent ? 1 : MAX_BATCHES_UNDER_WAY)) {
      return Optional.empty();
    }
    if (silent) {
      return Optional.of(send(List.of(), now));
    }
    List<Operation> operations = new ArrayList<>();
    int bytes = 0;
    int getsLeft = gets;
    while (!waiting.isEmpty()
        && operations.size() < settings.maxBatchOperations()
        && (getsLeft > 0 || !(waiting.peek().operation() instanceof Operation.Get))
        && (operations.isEmpty()
            || bytes + waiting.peek().operation().bytes() <= settings.maxMessageBytes())) {
      Operation operation = waiting.remove().operation();
      bytes += operation.bytes();
      getsLeft -= operation instanceof Operation.Get ? 1 : 0;
      operations.add(operation);
    }
    return Optional.of(send(operations, now));
  }

  private Batch send(List<Operation> operations, long now) {
    long number = nextBatch++;
    underWay.sent(number, operations, now);
    return new Batch(number, operations);
  }
}
