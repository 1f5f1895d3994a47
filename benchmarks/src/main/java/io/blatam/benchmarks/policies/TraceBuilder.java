package io.blatam.benchmarks.policies;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Collects accesses and numbers their keys. */
final class TraceBuilder {

  private final Map<Object, Integer> numbers = new HashMap<>();
  private int[] keys = new int[1024];
  private int[] bytes = new int[1024];
  private int[] requests = new int[1024];
  private int count;
  private int requestCount;
  private boolean sizesDiffer;

  void access(Object key) {
    access(key, 1);
  }

  void access(Object key, int size) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
      bytes = Arrays.copyOf(bytes, count * 2);
    }
    keys[count] = numbers.computeIfAbsent(key, first -> numbers.size());
    bytes[count] = Math.max(1, size);
    sizesDiffer |= bytes[count] != bytes[0];
    count++;
  }

  /** The accesses from here on belong to one request. */
  void request() {
    if (requestCount == requests.length) {
      requests = Arrays.copyOf(requests, requestCount * 2);
    }
    requests[requestCount++] = count;
  }

  Trace build(String name) {
    return new Trace(
        name,
        Arrays.copyOf(keys, count),
        sizesDiffer ? Arrays.copyOf(bytes, count) : new int[0],
        Arrays.copyOf(requests, requestCount),
        numbers.size());
  }
}
