package io.blatam.redundancy.repetition;

import java.util.Arrays;

/**
 * The automaton's edges: found by (state, word) through open addressing, and chained by state for
 * cloning.
 */
final class Transitions {

  private static final int NONE = -1;

  private int[] state;
  private int[] word;
  private int[] target;
  private int[] previous;
  private int size;
  private int[] table;

  Transitions(int expected) {
    state = new int[expected];
    word = new int[expected];
    target = new int[expected];
    previous = new int[expected];
    table = emptyTable(expected);
  }

  private static int[] emptyTable(int expected) {
    int[] empty = new int[Integer.highestOneBit(Math.max(8, expected)) * 4];
    Arrays.fill(empty, NONE);
    return empty;
  }

  /** The transition's index, or -1. */
  int find(int fromState, int onWord) {
    int mask = table.length - 1;
    for (int slot = hash(fromState, onWord) & mask; ; slot = (slot + 1) & mask) {
      int candidate = table[slot];
      if (candidate == NONE || (state[candidate] == fromState && word[candidate] == onWord)) {
        return candidate;
      }
    }
  }

  int add(int fromState, int onWord, int toState, int previousOfState) {
    if (size == state.length) {
      grow();
    }
    state[size] = fromState;
    word[size] = onWord;
    target[size] = toState;
    previous[size] = previousOfState;
    insert(size);
    return size++;
  }

  int word(int transition) {
    return word[transition];
  }

  int target(int transition) {
    return target[transition];
  }

  /** The transition that its state got before this one, or -1. */
  int previous(int transition) {
    return previous[transition];
  }

  void retarget(int transition, int toState) {
    target[transition] = toState;
  }

  private void insert(int transition) {
    int mask = table.length - 1;
    int slot = hash(state[transition], word[transition]) & mask;
    while (table[slot] != NONE) {
      slot = (slot + 1) & mask;
    }
    table[slot] = transition;
  }

  private void grow() {
    int capacity = state.length * 2;
    state = Arrays.copyOf(state, capacity);
    word = Arrays.copyOf(word, capacity);
    target = Arrays.copyOf(target, capacity);
    previous = Arrays.copyOf(previous, capacity);
    table = emptyTable(capacity);
    for (int i = 0; i < size; i++) {
      insert(i);
    }
  }

  private static int hash(int fromState, int onWord) {
    long mixed = (((long) fromState << 32) | (onWord & 0xffffffffL)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
