package io.blatam.bul.revision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words by which two texts differ. */
public final class WordDiff {

  /** A number with its separators is one. */
  private static final Pattern TOKEN =
      Pattern.compile("\\p{N}+(?:[.,]\\p{N}+)*|\\p{L}+|\\s+|.", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Myers' algorithm takes time and memory by the square of what differs. */
  private static final int MOST_TOKENS = 6_000;

  private WordDiff() {}

  /** What becomes of a piece of text. */
  public enum Kind {
    EQUAL,
    DELETE,
    INSERT
  }

  /** Joined, the equal and inserted pieces are the later text. */
  public record Piece(Kind kind, String text) {

    @JsonIgnore
    int words() {
      return (int) WORD.matcher(text).results().count();
    }
  }

  static List<Piece> between(String before, String after) {
    Pieces pieces = new Pieces();
    List<String> old = lines(before);
    List<String> now = lines(after);
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      int from = delta.getSource().getPosition();
      pieces.add(Kind.EQUAL, old.subList(at, from));
      block(delta.getSource().getLines(), delta.getTarget().getLines(), pieces);
      at = from + delta.getSource().size();
    }
    pieces.add(Kind.EQUAL, old.subList(at, old.size()));
    return pieces.all;
  }

  /** As many lines on both sides are compared one by one, as the rows of a table want it. */
  private static void block(List<String> old, List<String> now, Pieces pieces) {
    if (old.size() == now.size()) {
      for (int i = 0; i < old.size(); i++) {
        words(old.get(i), now.get(i), pieces);
      }
    } else {
      words(String.join("", old), String.join("", now), pieces);
    }
  }

  private static void words(String before, String after, Pieces pieces) {
    List<String> old = tokens(before);
    List<String> now = tokens(after);
    if (old.size() + now.size() > MOST_TOKENS) {
      pieces.add(Kind.DELETE, old);
      pieces.add(Kind.INSERT, now);
      return;
    }
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      int from = delta.getSource().getPosition();
      pieces.add(Kind.EQUAL, old.subList(at, from));
      pieces.add(Kind.DELETE, delta.getSource().getLines());
      pieces.add(Kind.INSERT, delta.getTarget().getLines());
      at = from + delta.getSource().size();
    }
    pieces.add(Kind.EQUAL, old.subList(at, old.size()));
  }

  private static List<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }

  /** With their ends. */
  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  /** Pieces in order; neighbours of a kind are one. */
  private static final class Pieces {
    private final List<Piece> all = new ArrayList<>();

    private void add(Kind kind, List<String> tokens) {
      String text = String.join("", tokens);
      if (text.isEmpty()) {
        return;
      }
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).kind() == kind) {
        all.set(last, new Piece(kind, all.get(last).text() + text));
      } else {
        all.add(new Piece(kind, text));
      }
    }
  }
}
