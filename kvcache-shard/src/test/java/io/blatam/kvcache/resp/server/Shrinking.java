package io.blatam.kvcache.resp.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what fails small: fewer acts, then fewer and plainer words, as long as it goes on failing.
 */
final class Shrinking {

  private static final List<String> PLAIN = List.of("k0", "1", "a", "");
  private static final int MOST_TRIES = 3_000;

  interface Failing {
    boolean fails(List<Act> acts) throws IOException;
  }

  private final Failing failing;
  private int tries;

  Shrinking(Failing failing) {
    this.failing = failing;
  }

  List<Act> smallest(List<Act> failed) throws IOException {
    List<Act> best = failed;
    List<Act> before;
    do {
      before = best;
      best = fewer(best);
      best = oneClient(best);
      best = plainer(best);
    } while (!best.equals(before) && tries < MOST_TRIES);
    return best;
  }

  private boolean still(List<Act> acts) throws IOException {
    return !acts.isEmpty() && tries++ < MOST_TRIES && failing.fails(acts);
  }

  private List<Act> fewer(List<Act> acts) throws IOException {
    List<Act> best = acts;
    for (int size = Math.max(1, acts.size() / 2); size > 0; size /= 2) {
      for (int at = 0; at + size <= best.size(); ) {
        List<Act> without = new ArrayList<>(best.subList(0, at));
        without.addAll(best.subList(at + size, best.size()));
        if (still(without)) {
          best = without;
        } else {
          at += size;
        }
      }
    }
    return best;
  }

  private List<Act> oneClient(List<Act> acts) throws IOException {
    List<Act> alone = acts.stream().map(act -> act.by(0)).toList();
    return !alone.equals(acts) && still(alone) ? alone : acts;
  }

  private List<Act> plainer(List<Act> acts) throws IOException {
    List<Act> best = acts;
    for (int i = 0; i < best.size(); i++) {
      int first = best.get(i).kind() == Act.Kind.COMMAND ? 1 : 0;
      for (int word = best.get(i).words().size() - 1; word >= first; word--) {
        List<Act> shorter = replaced(best, i, word, List.of());
        if (best.get(i).kind() != Act.Kind.RAW && still(shorter)) {
          best = shorter;
          continue;
        }
        best = plainWord(best, i, word);
      }
    }
    return best;
  }

  private List<Act> plainWord(List<Act> acts, int i, int word) throws IOException {
    String now = acts.get(i).words().get(word);
    if (acts.get(i).kind() == Act.Kind.RAW || PLAIN.contains(now)) {
      return acts;
    }
    for (String plain : PLAIN) {
      List<Act> other = replaced(acts, i, word, List.of(plain));
      if (still(other)) {
        return other;
      }
    }
    return acts;
  }

  private static List<Act> replaced(List<Act> acts, int i, int word, List<String> by) {
    List<String> words = new ArrayList<>(acts.get(i).words());
    words.remove(word);
    words.addAll(word, by);
    List<Act> others = new ArrayList<>(acts);
    others.set(i, acts.get(i).with(words));
    return others;
  }
}
