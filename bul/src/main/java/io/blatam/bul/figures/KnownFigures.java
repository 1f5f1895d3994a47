package io.blatam.bul.figures;

import io.blatam.bul.figures.Figure.Kind;
import io.blatam.bul.figures.ModelWalk.Named;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every value that a document may print, with where it comes from: numbers computed or given, and
 * numbers that stand in texts. A printed figure is known when it is one of them at its own
 * decimals, whatever its sign; a percentage also when it is a hundred times a ratio.
 */
public final class KnownFigures {

  /** "80 000 000": a person may group with spaces. */
  private static final Pattern SPACE_IN_NUMBER =
      Pattern.compile("(?<=\\d)[ \u00a0\u202f](?=\\d{3}(?!\\d))");

  private final List<Named> numbers = new ArrayList<>();
  private final Map<String, String> unreadable = new HashMap<>();
  private final Map<Integer, Map<BigDecimal, String>> plain = new HashMap<>();
  private final Map<Integer, Map<BigDecimal, String>> percent = new HashMap<>();

  private KnownFigures() {}

  /**
   * Collects what is known.
   *
   * @param roots the objects that templates print from, by name
   * @param texts texts whose figures may be repeated, by name: templates, quoted sources
   * @param decimalPoint how those texts write numbers; where that is ambiguous both readings count
   */
  public static KnownFigures of(
      Map<String, ?> roots, Map<String, ? extends Collection<String>> texts, boolean decimalPoint) {
    KnownFigures known = new KnownFigures();
    ModelWalk walk = ModelWalk.from(roots);
    known.numbers.addAll(walk.numbers());
    List<FigureReader> readers =
        List.of(new FigureReader(decimalPoint), new FigureReader(!decimalPoint));
    Set<String> reached = new LinkedHashSet<>(walk.texts());
    for (FigureReader reader : readers) {
      reached.forEach(text -> known.addAll(reader, "text", text));
      texts.forEach((name, all) -> all.forEach(text -> known.addAll(reader, name, text)));
    }
    return known;
  }

  private void addAll(FigureReader reader, String name, String text) {
    reader
        .numerals(text)
        .forEach(
            numeral ->
                numeral
                    .value()
                    .ifPresentOrElse(
                        value -> numbers.add(new Named(name, value)),
                        () -> unreadable.putIfAbsent(numeral.written(), name)));
    String joined = SPACE_IN_NUMBER.matcher(text).replaceAll("");
    if (!joined.equals(text)) {
      addAll(reader, name, joined);
    }
  }

  /** Where a figure comes from, if it comes from anywhere. */
  Optional<String> origin(Figure figure) {
    // A version, or a number of the other locale in words that are repeated as they were given.
    return figure.value().isEmpty()
        ? Optional.ofNullable(unreadable.get(figure.written()))
        : figure.value().flatMap(value -> origin(figure, value.abs()));
  }

  private Optional<String> origin(Figure figure, BigDecimal value) {
    int decimals = figure.decimals();
    BigDecimal wanted = value.setScale(decimals, RoundingMode.HALF_UP);
    Optional<String> same =
        Optional.ofNullable(plain.computeIfAbsent(decimals, d -> index(d, 0)).get(wanted));
    return figure.kind() == Kind.PERCENT
        ? same.or(
            () ->
                Optional.ofNullable(
                    percent.computeIfAbsent(decimals, d -> index(d, 2)).get(wanted)))
        : same;
  }

  private Map<BigDecimal, String> index(int decimals, int shift) {
    Map<BigDecimal, String> index = new HashMap<>();
    for (Named number : numbers) {
      index.putIfAbsent(
          number.value().abs().movePointRight(shift).setScale(decimals, RoundingMode.HALF_UP),
          number.path());
    }
    return index;
  }

  /** The known value nearest to a figure, as a person reads it. */
  Optional<String> nearest(Figure figure) {
    return figure.value().flatMap(value -> nearest(figure, value.abs()));
  }

  private Optional<String> nearest(Figure figure, BigDecimal value) {
    int shift = figure.kind() == Kind.PERCENT ? 2 : 0;
    return numbers.stream()
        .flatMap(
            n ->
                shift == 0
                    ? java.util.stream.Stream.of(n)
                    : java.util.stream.Stream.of(
                        n, new Named(n.path(), n.value().movePointRight(shift))))
        .min(
            java.util.Comparator.comparing(
                n -> n.value().abs().subtract(value).abs().round(MathContext.DECIMAL64)))
        .map(
            n ->
                n.value().setScale(figure.decimals(), RoundingMode.HALF_UP).toPlainString()
                    + " ("
                    + n.path()
                    + ")");
  }
}
