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

  /**
   * What looks like a figure and is a date, a time or a year. Each begins with a look at its first
   * letter, because nearly all places of a text are none.
   */
  private static final String DATES =
      "(?i)(?=\\d)\\b(?:\\d{4}-\\d{2}(?:-\\d{2})?\\b"
          + "|\\d{1,2}/\\d{1,2}/\\d{2,4}\\b"
          + "|\\d{1,2}\\s+(?:de\\s+)?"
          + Months.NAMES
          + "\\b(?:,?\\s+(?:de\\s+|del\\s+)?\\d{4}\\b)?)"
          + "|(?=[adefjmnos])\\b(?:"
          + Months.NAMES
          + "\\s+\\d{1,2},\\s+\\d{4}\\b"
          + "|"
          + Months.NAMES
          + "\\s+(?:de\\s+|del\\s+)?\\d{4}\\b"
          + "|"
          + SHORT
          + "\\s+\\d{2}\\b(?!\\s*%))"
          + "|(?=\\d)\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b"
          + "|(?=[12])(?<![\\d.,\\p{L}$€£])(?:19|20)\\d{2}(?![\\d%]|[.,]\\d|\\s?[%€])";

  private static final String ADDRESSES = "|https?://\\S+|\\S+@\\S+\\.\\S+";
  private static final String NUMBER_OF_A_LIST = "|^\\s*\\d{1,3}[.)]\\s";
  private static final Pattern NOT_A_FIGURE = Pattern.compile(DATES + NUMBER_OF_A_LIST);
  private static final Pattern NOT_A_FIGURE_OR_ADDRESS =
      Pattern.compile(DATES + ADDRESSES + NUMBER_OF_A_LIST);

  private static final Pattern CLAUSE =
      Pattern.compile(
          "^\\s*(?:\\*\\*\\d{1,3}(?:\\.\\d{1,2})+\\.?\\*\\*|\\d{1,3}(?:\\.\\d{1,2})+\\.?(?=\\s+\\p{Lu}))");

  /** In a chart only its axis has dates: a value may look like a year. */
  private static final Pattern MONTH_ON_AXIS =
      Pattern.compile(
          "(?i)\\b(?:" + SHORT + "\\s+\\d{2}|" + Months.NAMES + "\\s+(?:de\\s+)?\\d{4})\\b");

  private static final String REFERENCE_WORD =
      "(?i)(?:clauses?|sections?|paragraphs?|articles?|cl[aá]usulas?|apartados?|secci[oó]n(?:es)?"
          + "|numeral(?:es)?|art[ií]culos?|arts?\\.|§)[\\s\u00a0]+";
  private static final Pattern REFERENCE = Pattern.compile(REFERENCE_WORD);
  private static final Pattern REFERENCE_BEFORE =
      Pattern.compile(REFERENCE_WORD + "(?:[\\d.]+(?:,| y| and| a| to| o| or)\\s+)*$");

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

  /** No sign or name of a currency, and no "por ciento", is as long. */
  private static final int WORD_BESIDE = 16;

  private final char decimal;
  private final char grouping;
  private final Pattern number;

  /**
   * @param decimalPoint whether the locale writes {@code 1,234.56}
   */
  FigureReader(boolean decimalPoint) {
    this.decimal = decimalPoint ? '.' : ',';
    this.grouping = decimalPoint ? ',' : '.';
    this.number =
        Pattern.compile(
            "[\u2212-]?(?:\\d{1,3}(?:"
                + Pattern.quote("" + grouping)
                + "\\d{3})+|\\d+)(?:"
                + Pattern.quote("" + decimal)
                + "\\d+)?");
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
    return figures(text, masked(text), false);
  }

  /**
   * A figure, whatever it counts.
   *
   * @param value empty for what is no number of the locale
   */
  record Numeral(String written, Optional<BigDecimal> value) {}

  /** The figures of one text, as far as a list of what is known needs them. */
  List<Numeral> numerals(String text) {
    if (!hasDigit(text)) {
      return List.of();
    }
    List<Numeral> numerals = new ArrayList<>();
    Matcher numeral = NUMERAL.matcher(masked(text));
    while (numeral.find()) {
      numerals.add(new Numeral(numeral.group(), value(numeral.group())));
    }
    return numerals;
  }

  private FigureLine line(String line, List<String> head, boolean chart) {
    Optional<Pattern> mask = chart ? Optional.of(MONTH_ON_AXIS) : mask(line);
    String readable = mask.map(dates -> masked(dates, line)).orElse(line);
    List<Figure> figures = figures(line, readable, chart);
    StringBuilder words = new StringBuilder();
    int from = 0;
    for (Figure figure : figures) {
      words.append(readable, from, figure.start()).append(" " + FigureLine.FIGURE + " ");
      from = figure.start() + figure.written().length();
    }
    words.append(readable.substring(from));
    List<Figure> dates = mask.map(pattern -> dates(pattern, line)).orElse(List.of());
    return FigureLine.of(line, PlainLetters.fold(words.toString()), figures, dates, head);
  }

  private static List<Figure> dates(Pattern mask, String line) {
    return mask.matcher(line)
        .results()
        .map(date -> new Figure(date.group(), Optional.empty(), 0, Kind.PLAIN, date.start()))
        .toList();
  }

  private List<Figure> figures(String line, String readable, boolean json) {
    if (!hasDigit(readable)) {
      return List.of();
    }
    List<Figure> figures = new ArrayList<>();
    Matcher clause = CLAUSE.matcher(line);
    int clauseEnd = clause.find() ? clause.end() : 0;
    boolean refers = REFERENCE.matcher(line).find();
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
                  : kind(line, numeral.start(), numeral.end(), refers),
              numeral.start()));
    }
    return figures;
  }

  /**
   * @param refers whether the line refers to clauses or the like at all
   */
  private static Kind kind(String line, int start, int end, boolean refers) {
    String after = line.substring(end, Math.min(line.length(), end + WORD_BESIDE));
    if (PERCENT_AFTER.matcher(after).find()) {
      return Kind.PERCENT;
    }
    if (refers && REFERENCE_BEFORE.matcher(line.substring(0, start)).find()) {
      return Kind.CLAUSE;
    }
    String before = line.substring(Math.max(0, start - WORD_BESIDE), start);
    return MONEY_BEFORE.matcher(before).find() || MONEY_AFTER.matcher(after).find()
        ? Kind.MONEY
        : Kind.PLAIN;
  }

  /** The number, where {@code written} is one of this locale; groups have three digits. */
  private Optional<BigDecimal> value(String written) {
    if (!number.matcher(written).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new BigDecimal(
            written
                .replace('\u2212', '-')
                .replace(String.valueOf(grouping), "")
                .replace(decimal, '.')));
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static String masked(String text) {
    return mask(text).map(dates -> masked(dates, text)).orElse(text);
  }

  /** What finds the dates and the like of a text; empty where there can be none. */
  private static Optional<Pattern> mask(String text) {
    if (text.indexOf('@') >= 0 || text.contains("://")) {
      return Optional.of(NOT_A_FIGURE_OR_ADDRESS);
    }
    return hasDigit(text) ? Optional.of(NOT_A_FIGURE) : Optional.empty();
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
