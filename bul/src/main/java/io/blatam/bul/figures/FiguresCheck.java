package io.blatam.bul.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a finished document's figures with what was computed. Each figure is held against
 *
 * <ol>
 *   <li>the composed section: lines that say the same must say it of the same figures and dates
 *       ({@link SameLines}), and figures with the same words around them must be the same;
 *   <li>everything known ({@link KnownFigures}): what no composed line answers for must come from
 *       the model of figures, the brief or fixed text;
 *   <li>the other sections: the same row and column, or the same label before an amount in prose,
 *       must have the same value.
 * </ol>
 */
public final class FiguresCheck {

  private final FigureReader reader;
  private final KnownFigures known;
  private final Map<String, Composed> composed = new HashMap<>();
  private final NamedFigures named;

  /** A chapter's body, without its heading. */
  public record Chapter(String title, String markdown) {}

  /** What a composed chapter says, by whole line and by the words around a figure. */
  private record Composed(
      Map<String, List<List<String>>> lines, Map<String, Set<String>> surroundings) {

    static Composed of(List<FigureLine> all) {
      Composed composed = new Composed(new HashMap<>(), new HashMap<>());
      for (FigureLine line : all) {
        if (line.bare()) {
          continue;
        }
        composed
            .lines
            .computeIfAbsent(line.shape(), key -> new ArrayList<>())
            .add(line.identities());
        List<String> around = line.surroundings();
        for (int i = 0; i < around.size() && i < line.figures().size(); i++) {
          composed
              .surroundings
              .computeIfAbsent(around.get(i), key -> new TreeSet<>())
              .add(line.figures().get(i).identity());
        }
      }
      return composed;
    }
  }

  /**
   * @param drafts the chapters as composed from templates and figures
   * @param decimalPoint whether the document writes {@code 1,234.56}
   */
  public FiguresCheck(List<Chapter> drafts, KnownFigures known, boolean decimalPoint) {
    this.reader = new FigureReader(decimalPoint);
    this.known = known;
    Map<String, List<FigureLine>> read = new LinkedHashMap<>();
    drafts.forEach(draft -> read.put(draft.title(), reader.read(draft.markdown())));
    read.forEach((title, lines) -> composed.put(title, Composed.of(lines)));
    this.named = NamedFigures.of(read);
  }

  /** What is wrong with the finished chapters. */
  public List<FigureFinding> check(List<Chapter> finished) {
    List<FigureFinding> findings = new ArrayList<>();
    finished.forEach(chapter -> check(chapter, findings));
    return findings;
  }

  /** How many figures the chapters have. */
  public int count(List<Chapter> chapters) {
    return chapters.stream()
        .flatMap(chapter -> reader.read(chapter.markdown()).stream())
        .mapToInt(line -> line.figures().size())
        .sum();
  }

  private void check(Chapter chapter, List<FigureFinding> findings) {
    Composed draft = composed.getOrDefault(chapter.title(), Composed.of(List.of()));
    List<FigureLine> lines = reader.read(chapter.markdown());
    SameLines same = SameLines.of(draft.lines, lines);
    for (int i = 0; i < lines.size(); i++) {
      FigureLine line = lines.get(i);
      if (line.bare()) {
        continue;
      }
      if (same.composed(line)) {
        same.counterpart(i).ifPresent(expected -> changed(chapter, line, expected, findings));
      } else {
        reworded(chapter, line, draft, findings);
      }
    }
  }

  private static void changed(
      Chapter chapter, FigureLine line, List<String> expected, List<FigureFinding> findings) {
    List<Figure> figures = line.all();
    for (int i = 0; i < figures.size(); i++) {
      if (!figures.get(i).identity().equals(expected.get(i))) {
        findings.add(finding("changed-figure", chapter, line, figures.get(i), expected.get(i)));
      }
    }
  }

  /** Of a line that the draft has not, each figure is judged by the words around it. */
  private void reworded(
      Chapter chapter, FigureLine line, Composed draft, List<FigureFinding> findings) {
    List<String> around = line.surroundings();
    for (int i = 0; i < line.figures().size(); i++) {
      Figure figure = line.figures().get(i);
      String words = i < around.size() ? around.get(i) : "";
      Set<String> expected =
          words.isEmpty() ? Set.of() : draft.surroundings.getOrDefault(words, Set.of());
      if (expected.isEmpty()) {
        prove(chapter, line, figure, findings);
      } else if (!expected.contains(figure.identity())) {
        findings.add(
            finding("changed-figure", chapter, line, figure, String.join(" or ", expected)));
      }
    }
  }

  private void prove(
      Chapter chapter, FigureLine line, Figure figure, List<FigureFinding> findings) {
    if (unproven(line, figure)) {
      findings.add(
          finding(
              "unproven-figure", chapter, line, figure, known.nearest(figure).orElse("nothing")));
      return;
    }
    named
        .contradicted(line, figure)
        .ifPresent(
            other -> findings.add(finding("inconsistent-figure", chapter, line, figure, other)));
  }

  private boolean unproven(FigureLine line, Figure figure) {
    boolean counted = figure.ordinal() && !line.inBody(figure);
    return !counted && known.origin(figure).isEmpty();
  }

  /**
   * The figures that have no known origin, whatever the drafts say: for drafts, those that a
   * template computes by itself.
   */
  public List<FigureFinding> unproven(List<Chapter> chapters) {
    List<FigureFinding> findings = new ArrayList<>();
    for (Chapter chapter : chapters) {
      for (FigureLine line : reader.read(chapter.markdown())) {
        line.figures().stream()
            .filter(figure -> unproven(line, figure))
            .forEach(
                figure ->
                    findings.add(
                        finding(
                            "unproven-figure",
                            chapter,
                            line,
                            figure,
                            known.nearest(figure).orElse("nothing"))));
      }
    }
    return findings;
  }

  private static FigureFinding finding(
      String code, Chapter chapter, FigureLine line, Figure figure, String expected) {
    return new FigureFinding(code, chapter.title(), figure.written(), line.place(figure), expected);
  }
}
