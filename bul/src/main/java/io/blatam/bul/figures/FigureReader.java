package io.blatam.bul.figures;

import io.blatam.bul.figures.Figure.Kind;
import io.blatam.bul.locale.Months;
import io.blatam.bul.locale.PlainLetters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the figures of Markdown as one locale writes them: {@code 1.234,56} where the comma is the
 * decimal mark, {@code 1,234.56} where the point is. Dates, years, clock times, numbers of lists
 * and references such as web addresses are no figures. Chart blocks are JSON and read as such.
 */
final class FigureReader {

  private static final String SHORT =
      "(?:ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic|jan|apr|aug|dec)\\.?";

  /** What looks like a figure and is a date, a time, a year or an address. */
  private static final Pattern NOT_A_FIGURE =
      Pattern.compile(
          "(?i)\\b\\d{4}-\\d{2}(?:-\\d{2})?\\b"
              + "|\\b\\d{1,2}/\\d{1,2}/\\d{2,4}\\b"
              + "|\\b\\d{1,2}\\s+(?:de\\s+)?"
              + Months.NAMES
              + "\\b(?:,?\\s+(?:de\\s+|del\\s+)?\\d{4}\\b)?"
              + "|\\b"
              + Months.NAMES
              + "\\s+\\d{1,2},\\s+\\d{4}\\b"
              + "|\\b"
              + Months.NAMES
              + "\\s+(?:de\\s+|del\\s+)?\\d{4}\\b"
              + "|\\b"
              + SHORT
              + "\\s+\\d{2}\\b(?!\\s*%)"
              + "|\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b"
              + "|(?<![\\d.,\\p{L}$€£])(?:19|20)\\d{2}(?![\\d%]|[.,]\\d|\\s?[%€])"
              + "|https?://\\S+|\\S+@\\S+\\.\\S+"
              + "|^\\s*\\d{1,3}[.)]\\s");

  private static final Pattern CLAUSE =
      Pattern.compile(
          "^\\s*(?:\\*\\*\\d{1,3}(?:\\.\\d{1,2})+\\.?\\*\\*|\\d{1,3}(?:\\.\\d{1,2})+\\.?(?=\\s+\\p{Lu}))");

  /** In a chart only its axis has dates: a value may look like a year. */
  private static final Pattern MONTH_ON_AXIS =
      Pattern.compile(
          "(?i)\\b(?:" + SHORT + "\\s+\\d{2}|" + Months.NAMES + "\\s+(?:de\\s+)?\\d{4})\\b");

  private static final Pattern REFERENCE_BEFORE =
      Pattern.compile(
          "(?i)(?:clauses?|sections?|paragraphs?|articles?|cl[aá]usulas?|apartados?|secci[oó]n(?:es)?|numeral(?:es)?|art[ií]culos?|arts?\\.|§)[\\s\u00a0]+(?:[\\d.]+(?:,|"
              + " y| and| a| to| o| or)\\s+)*$");

  private static final Pattern NUMERAL =
      Pattern.compile("(?<![\\p{L}\\d])[\u2212-]?\\d(?:[\\d.,]*\\d)?");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("(?<![\\p{L}\\d.\"])-?\\d+(?:\\.\\d+)?");
  private static final Pattern MONEY_BEFORE =
      Pattern.compile("(?:[$€£₡₲]|\\b[A-Z]{3}|\\bBs|\\bS/|\\b[QL])[\\s\u00a0]?$");
  private static final Pattern MONEY_AFTER =
      Pattern.compile(
          "^[\\s\u00a0]?(?:[€£]|[A-Z]{3}\\b|euros?\\b|pesos\\b|d[oó]lares\\b|dollars\\b|soles\\b)");
  private static final Pattern PERCENT_AFTER =
      Pattern.compile("^[\\s\u00a0\u202f]?(?:%|por ciento\\b|percent\\b|per cent\\b)");

  private final char decimal;
  private final char grouping;

  /**
   * @param decimalPoint whether the locale writes {@code 1,234.56}
   */
  FigureReader(boolean decimalPoint) {
    this.decimal = decimalPoint ? '.' : ',';
    this.grouping = decimalPoint ? ',' : '.';
  }

  /** The lines of a section that are not blank. */
  List<FigureLine> read(String markdown) {
    List<FigureLine> lines = new ArrayList<>();
    List<String> head = List.of();
    boolean chart = false;
    for (String line : markdown.split("\\R")) {
      if (line.startsWith("```")) {
        chart = !chart && line.startsWith("```chart");
        head = List.of();
        continue;
      }
      boolean row = !chart && line.strip().startsWith("|");
      if (!row) {
        head = List.of();
      } else if (head.isEmpty()) {
        head = cells(line);
      }
      if (!line.isBlank()) {
        lines.add(line(line, row ? head : List.of(), chart));
      }
    }
    return lines;
  }

  /** The figures of one text. */
  List<Figure> figures(String text) {
    return figures(text, masked(NOT_A_FIGURE, text), false);
  }

  private FigureLine line(String line, List<String> head, boolean chart) {
    Pattern mask = chart ? MONTH_ON_AXIS : NOT_A_FIGURE;
    String readable = masked(mask, line);
    List<Figure> figures = figures(line, readable, chart);
    StringBuilder words = new StringBuilder();
    int from = 0;
    for (Figure figure : figures) {
      words.append(readable, from, figure.start()).append(" " + FigureLine.FIGURE + " ");
      from = figure.start() + figure.written().length();
    }
    words.append(readable.substring(from));
    String skeleton = words.toString().replaceAll(FigureLine.DATE + "+", FigureLine.DATE);
    return new FigureLine(line, PlainLetters.fold(skeleton), figures, dates(mask, line), head);
  }

  private static List<Figure> dates(Pattern mask, String line) {
    return mask.matcher(line)
        .results()
        .map(date -> new Figure(date.group(), Optional.empty(), 0, Kind.PLAIN, date.start()))
        .toList();
  }

  private List<Figure> figures(String line, String readable, boolean json) {
    List<Figure> figures = new ArrayList<>();
    Matcher clause = CLAUSE.matcher(line);
    int clauseEnd = clause.find() ? clause.end() : 0;
    Matcher numeral = (json ? JSON_NUMBER : NUMERAL).matcher(readable);
    while (numeral.find()) {
      String written = numeral.group();
      Optional<BigDecimal> value = json ? Optional.of(new BigDecimal(written)) : value(written);
      int mark = written.lastIndexOf(json ? '.' : decimal);
      figures.add(
          new Figure(
              written,
              value,
              mark < 0 ? 0 : written.length() - mark - 1,
              numeral.start() < clauseEnd
                  ? Kind.CLAUSE
                  : kind(line, numeral.start(), numeral.end()),
              numeral.start()));
    }
    return figures;
  }

  private static Kind kind(String line, int start, int end) {
    String after = line.substring(end);
    if (PERCENT_AFTER.matcher(after).find()) {
      return Kind.PERCENT;
    }
    String before = line.substring(0, start);
    if (REFERENCE_BEFORE.matcher(before).find()) {
      return Kind.CLAUSE;
    }
    return MONEY_BEFORE.matcher(before).find() || MONEY_AFTER.matcher(after).find()
        ? Kind.MONEY
        : Kind.PLAIN;
  }

  /** The number, where {@code written} is one of this locale; groups have three digits. */
  private Optional<BigDecimal> value(String written) {
    String whole = "[\u2212-]?(?:\\d{1,3}(?:" + Pattern.quote("" + grouping) + "\\d{3})+|\\d+)";
    if (!written.matches(whole + "(?:" + Pattern.quote("" + decimal) + "\\d+)?")) {
      return Optional.empty();
    }
    return Optional.of(
        new BigDecimal(
            written
                .replace('\u2212', '-')
                .replace(String.valueOf(grouping), "")
                .replace(decimal, '.')));
  }

  /** Dates and the like as blanks of the same length, so that places stay what they are. */
  private static String masked(Pattern dates, String line) {
    return dates.matcher(line).replaceAll(found -> FigureLine.DATE.repeat(found.group().length()));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|"))
        .map(cell -> cell.replaceAll("[*_`]", "").strip())
        .toList();
  }
}
