package io.blatam.bul.revision;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is different between two versions: by section, and by word within a section (Myers' O(ND)
 * algorithm, first over lines and then over the words of the lines that differ).
 *
 * @param title of the document, where it differs: before and after
 * @param sections in the order of the later version, removed ones where they stood
 */
public record VersionDiff(
    int from, int to, Optional<Renamed> title, Totals totals, List<Section> sections) {

  /** What became of a section. */
  public enum Change {
    UNCHANGED,
    CHANGED,
    ADDED,
    REMOVED
  }

  /** A title before and after. */
  public record Renamed(String before, String after) {}

  /**
   * @param wordsAdded in all sections together, those that were added whole included
   */
  public record Totals(
      int added, int removed, int moved, int changed, int wordsAdded, int wordsRemoved) {}

  /**
   * @param moved whether it stands elsewhere among those that both versions have
   * @param renamed where its title differs in more than its number
   * @param text what it says, piece by piece; empty where it says the same
   */
  public record Section(
      String id,
      String title,
      Change change,
      boolean moved,
      Optional<Renamed> renamed,
      List<WordDiff.Piece> text) {}

  static VersionDiff between(VersionText from, VersionText to) {
    Map<String, VersionText.Section> before = byId(from);
    Map<String, VersionText.Section> after = byId(to);
    Set<String> moved = moved(List.copyOf(before.keySet()), List.copyOf(after.keySet()));
    List<Section> sections = new ArrayList<>();
    after
        .values()
        .forEach(
            section ->
                sections.add(
                    Optional.ofNullable(before.get(section.id()))
                        .map(old -> compared(old, section, moved.contains(section.id())))
                        .orElseGet(() -> added(section))));
    List<String> order = List.copyOf(before.keySet());
    for (String id : order) {
      if (!after.containsKey(id)) {
        sections.add(place(sections, order, id), removed(before.get(id)));
      }
    }
    return new VersionDiff(
        from.version(),
        to.version(),
        renamed(from.title(), to.title()),
        totals(sections),
        List.copyOf(sections));
  }

  private static Map<String, VersionText.Section> byId(VersionText text) {
    return text.sections().stream()
        .collect(
            Collectors.toMap(
                VersionText.Section::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  private static Section compared(
      VersionText.Section old, VersionText.Section section, boolean moved) {
    List<WordDiff.Piece> text =
        old.text().equals(section.text())
            ? List.of()
            : WordDiff.between(old.text(), section.text());
    Optional<Renamed> renamed = renamed(bare(old.title()), bare(section.title()));
    return new Section(
        section.id(),
        section.title(),
        text.isEmpty() && renamed.isEmpty() ? Change.UNCHANGED : Change.CHANGED,
        moved,
        renamed,
        text);
  }

  private static String bare(String title) {
    return io.blatam.bul.production.SectionNumbers.bare(title);
  }

  private static Section added(VersionText.Section section) {
    return new Section(
        section.id(),
        section.title(),
        Change.ADDED,
        false,
        Optional.empty(),
        List.of(new WordDiff.Piece(WordDiff.Kind.INSERT, section.text())));
  }

  private static Section removed(VersionText.Section section) {
    return new Section(
        section.id(),
        section.title(),
        Change.REMOVED,
        false,
        Optional.empty(),
        List.of(new WordDiff.Piece(WordDiff.Kind.DELETE, section.text())));
  }

  /** Behind what stood before it. */
  private static int place(List<Section> sections, List<String> order, String id) {
    for (int i = order.indexOf(id) - 1; i >= 0; i--) {
      for (int at = 0; at < sections.size(); at++) {
        if (sections.get(at).id().equals(order.get(i))) {
          return at + 1;
        }
      }
    }
    return 0;
  }

  /** Those that are not part of the longest order that both versions share. */
  private static Set<String> moved(List<String> before, List<String> after) {
    List<String> old = before.stream().filter(after::contains).toList();
    List<String> now = after.stream().filter(before::contains).toList();
    Set<String> moved = new HashSet<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      if (delta.getType() != DeltaType.DELETE) {
        moved.addAll(delta.getTarget().getLines());
      }
    }
    return moved;
  }

  private static Optional<Renamed> renamed(String before, String after) {
    return before.equals(after) ? Optional.empty() : Optional.of(new Renamed(before, after));
  }

  private static Totals totals(List<Section> sections) {
    return new Totals(
        count(sections, section -> section.change() == Change.ADDED),
        count(sections, section -> section.change() == Change.REMOVED),
        count(sections, Section::moved),
        count(sections, section -> section.change() == Change.CHANGED),
        words(sections, WordDiff.Kind.INSERT),
        words(sections, WordDiff.Kind.DELETE));
  }

  private static int count(List<Section> sections, java.util.function.Predicate<Section> which) {
    return (int) sections.stream().filter(which).count();
  }

  private static int words(List<Section> sections, WordDiff.Kind kind) {
    return sections.stream()
        .flatMap(section -> section.text().stream())
        .filter(piece -> piece.kind() == kind)
        .mapToInt(WordDiff.Piece::words)
        .sum();
  }
}
