package io.blatam.kvcache.client;

import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on its way to one segment. A lone operation leaves at once; while batches are under way,
 * what comes gathers and leaves together, so the batches grow with the load and nothing waits when
 * there is none.
 */
final class Lane {

  private static final int MAX_BATCHES_UNDER_WAY = 2;

  record Batch(long number, List<Operation> operations) {}

  private final KvCacheSettings settings;
  private final ArrayDeque<Operation> waiting = new ArrayDeque<>();

  /** Batch number to when it was sent. */
  private final Map<Long, Long> underWay = new HashMap<>();

  private long nextBatch;

  Lane(KvCacheSettings settings) {
    this.settings = settings;
  }

  void add(Operation operation) {
    waiting.add(operation);
  }

  void answered(long batch) {
    underWay.remove(batch);
  }

  /** Gives up batches whose answer will not come any more, so that others can leave. */
  void forget(long now) {
    underWay.values().removeIf(sent -> now - sent > settings.operationTimeout().toNanos());
  }

  /** The next batch, if one may leave now. */
  Optional<Batch> next(long now) {
    if (waiting.isEmpty() || underWay.size() >= MAX_BATCHES_UNDER_WAY) {
      return Optional.empty();
    }
    List<Operation> operations = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty()
        && operations.size() < settings.maxBatchOperations()
        && (operations.isEmpty() || bytes + waiting.peek().bytes() <= settings.maxMessageBytes())) {
      bytes += waiting.peek().bytes();
      operations.add(waiting.poll());
    }
    long number = nextBatch++;
    underWay.put(number, now);
    return Optional.of(new Batch(number, operations));
  }
}
