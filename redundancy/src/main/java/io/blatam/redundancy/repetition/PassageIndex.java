package io.blatam.redundancy.repetition;

import java.util.Arrays;

/**
 * Every passage of a word sequence, findable in time linear in its length: a suffix automaton
 * (Blumer et al., <cite>The smallest automaton recognizing the subwords of a text</cite>, 1985)
 * built word by word. At most two states a word; transitions hang in one open-addressing table,
 * since a state of a text has one or two of them and a map object each would weigh ten times as
 * much.
 *
 * <p>Not thread-safe.
 */
final class PassageIndex {

  private static final int ROOT = 0;
  private static final int NONE = -1;

  private int[] length;
  private int[] link;
  private int[] firstEnd;
  private int[] newestTransition;
  private int states;
  private int last;
  private int words;
  private final Transitions transitions;

  /** The passage found by {@link #longestPrefix}. */
  record Hit(int length, int start) {}

  PassageIndex(int expectedWords) {
    int capacity = Math.max(4, 2 * expectedWords);
    length = new int[capacity];
    link = new int[capacity];
    firstEnd = new int[capacity];
    newestTransition = new int[capacity];
    Arrays.fill(newestTransition, NONE);
    transitions = new Transitions(Math.max(8, 3 * expectedWords));
    link[ROOT] = NONE;
    states = 1;
    last = ROOT;
  }

  /** Appends a word to the indexed sequence; amortised constant time. */
  void append(int word) {
    int current = newState(length[last] + 1, words);
    words++;
    int state = last;
    while (state != NONE && transitions.find(state, word) == NONE) {
      connect(state, word, current);
      state = link[state];
    }
    if (state == NONE) {
      link[current] = ROOT;
    } else {
      link[current] = shortestWith(state, word);
    }
    last = current;
  }

  /**
   * The state that ends the longest suffix reached from {@code state}, split off where too long.
   */
  private int shortestWith(int state, int word) {
    int target = transitions.target(transitions.find(state, word));
    if (length[target] == length[state] + 1) {
      return target;
    }
    int clone = newState(length[state] + 1, firstEnd[target]);
    link[clone] = link[target];
    for (int t = newestTransition[target]; t != NONE; t = transitions.previous(t)) {
      connect(clone, transitions.word(t), transitions.target(t));
    }
    int from = state;
    while (from != NONE) {
      int transition = transitions.find(from, word);
      if (transition == NONE || transitions.target(transition) != target) {
        break;
      }
      transitions.retarget(transition, clone);
      from = link[from];
    }
    link[target] = clone;
    return clone;
  }

  /**
   * The longest prefix of {@code sequence[from, to)} that occurs in the indexed sequence, and where
   * it occurs first.
   */
  Hit longestPrefix(int[] sequence, int from, int to) {
    int state = ROOT;
    int at = from;
    while (at < to) {
      int transition = transitions.find(state, sequence[at]);
      if (transition == NONE) {
        break;
      }
      state = transitions.target(transition);
      at++;
    }
    int found = at - from;
    return new Hit(found, found == 0 ? 0 : firstEnd[state] - found + 1);
  }

  private int newState(int stateLength, int end) {
    if (states == length.length) {
      grow();
    }
    length[states] = stateLength;
    firstEnd[states] = end;
    return states++;
  }

  private void grow() {
    int capacity = length.length * 2;
    length = Arrays.copyOf(length, capacity);
    link = Arrays.copyOf(link, capacity);
    firstEnd = Arrays.copyOf(firstEnd, capacity);
    int old = newestTransition.length;
    newestTransition = Arrays.copyOf(newestTransition, capacity);
    Arrays.fill(newestTransition, old, capacity, NONE);
  }

  private void connect(int state, int word, int target) {
    newestTransition[state] = transitions.add(state, word, target, newestTransition[state]);
  }
}
