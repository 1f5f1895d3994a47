package io.blatam.kvcache.engine.policy;

import java.util.function.Consumer;

/**
 * From 64-bit hashes to values, by linear probing: half the memory of a {@code HashMap} with boxed
 * keys. Removal shifts back, so that there are no tombstones to clean up.
 */
final class LongMap<V> {

  private long[] keys = new long[64];
  private Object[] values = new Object[64];
  private int size;

  V get(long key) {
    return valueAt(find(key));
  }

  void put(long key, V value) {
    int at = find(key);
    if (values[at] == null) {
      if (++size * 3 > values.length * 2) {
        grow();
        at = find(key);
      }
      keys[at] = key;
    }
    values[at] = value;
  }

  V remove(long key) {
    int at = find(key);
    V removed = valueAt(at);
    if (removed != null) {
      size--;
      close(at);
    }
    return removed;
  }

  int size() {
    return size;
  }

  void forEach(Consumer<V> action) {
    for (int at = 0; at < values.length; at++) {
      if (values[at] != null) {
        action.accept(valueAt(at));
      }
    }
  }

  /** Where the key is, or where it would be put. */
  private int find(long key) {
    int mask = values.length - 1;
    int at = home(key, mask);
    while (values[at] != null && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void close(int hole) {
    int mask = values.length - 1;
    int at = hole;
    while (true) {
      at = (at + 1) & mask;
      if (values[at] == null) {
        break;
      }
      int home = home(keys[at], mask);
      boolean reachesOverTheHole = ((at - home) & mask) >= ((at - hole) & mask);
      if (reachesOverTheHole) {
        keys[hole] = keys[at];
        values[hole] = values[at];
        hole = at;
      }
    }
    values[hole] = null;
  }

  private void grow() {
    long[] oldKeys = keys;
    Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new Object[oldValues.length * 2];
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != null) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  private static int home(long key, int mask) {
    return (int) (key ^ (key >>> 32)) & mask;
  }

  @SuppressWarnings("unchecked")
  private V valueAt(int at) {
    return (V) values[at];
  }
}
