package io.blatam.benchmarks.segment;

import io.blatam.kvcache.api.CacheKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs, each engine and operation in a JVM of its own. */
@State(Scope.Thread)
public class SegmentOperations {

  private static final int STREAM = 1 << 18;

  @Param public Engine.Kind engine;

  private Engine cache;
  private CacheKey[] keys;
  private CacheKey[] others;
  private byte[][] values;
  private int[] stream;
  private int next;

  /** With room for all of them, so that a hit is one under every policy. */
  @Setup
  public void fill() {
    cache = Engine.create(engine, Engine.room(Workload.ENTRIES));
    keys = Workload.keys();
    others = Workload.otherKeys();
    values = Workload.values();
    stream = Workload.zipf(STREAM);
    for (int i = 0; i < Workload.ENTRIES; i++) {
      cache.put(keys[i], values[i]);
    }
  }

  @Benchmark
  public Object getHit(ProcessorTime time) {
    return cache.get(keys[stream[next++ & (STREAM - 1)]]);
  }

  @Benchmark
  public Object getMiss(ProcessorTime time) {
    return cache.get(others[stream[next++ & (STREAM - 1)]]);
  }

  /** Many more keys than fit, one after the other: each is gone when its turn comes again. */
  @Benchmark
  public void putEvicting(ProcessorTime time) {
    int at = next++;
    if (next == keys.length) {
      next = 0;
    }
    cache.put(keys[at], values[at % Workload.ENTRIES]);
  }
}
