package io.blatam.bul.document;

import io.blatam.platform.Capital;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What our templates can say beyond Pebble: {@code x is given} (an Optional that is present, a list
 * that is not empty), {@code | paragraphs}, {@code | sentence} (upper-case first letter, full
 * stop), {@code day | plus_months(n)} and {@code | plus_days(n)}, and {@code | numbers} and {@code
 * | quoted} for the JSON of chart blocks.
 */
final class TemplateVocabulary extends AbstractExtension {

  @Override
  public Map<String, Test> getTests() {
    return Map.of("given", new Given());
  }

  @Override
  public Map<String, Filter> getFilters() {
    return Map.of(
        "paragraphs",
        new Plain((input, args) -> new SafeString(MarkdownEscape.paragraphs(text(input)))),
        "sentence",
        new Plain((input, args) -> sentence(text(input))),
        "cap",
        new Plain((input, args) -> Capital.first(text(input))),
        "numbers",
        new Plain((input, args) -> new SafeString(numbers((Collection<?>) input))),
        "quoted",
        new Plain((input, args) -> new SafeString(quoted((Collection<?>) input))),
        "plus_months",
        new Counted((day, count) -> day.plusMonths(count)),
        "plus_days",
        new Counted((day, count) -> day.plusDays(count)));
  }

  private static String text(Object value) {
    return value instanceof Optional<?> maybe
        ? maybe.map(String::valueOf).orElse("")
        : String.valueOf(value);
  }

  private static String sentence(String text) {
    String whole = Capital.first(text.strip());
    return whole.matches("(?s).*[.!?…:]$") ? whole : whole + ".";
  }

  private static String numbers(Collection<?> values) {
    return values.stream()
        .map(value -> ((BigDecimal) value).toPlainString())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(Collection<?> values) {
    return values.stream()
        .map(
            value ->
                "\""
                    + String.valueOf(value)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replaceAll("\\s+", " ")
                    + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static final class Given implements Test {
    @Override
    public boolean apply(
        Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int lineNumber) {
      return input instanceof Optional<?> maybe
          ? maybe.isPresent()
          : input instanceof Shown shown
              ? shown.given()
              : input instanceof Collection<?> all && !all.isEmpty();
    }

    @Override
    public List<String> getArgumentNames() {
      return List.of();
    }
  }

  /** A day so many days or months on, for {@code f.date(…)}; both may be fields' values. */
  private record Counted(BiFunction<LocalDate, Long, LocalDate> step) implements Filter {
    @Override
    public Object apply(
        Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int lineNumber) {
      return step.apply((LocalDate) raw(input), ((Number) raw(args.get("count"))).longValue());
    }

    private static Object raw(Object value) {
      return value instanceof Shown shown ? shown.getRaw() : value;
    }

    @Override
    public List<String> getArgumentNames() {
      return List.of("count");
    }
  }

  private record Plain(BiFunction<Object, Map<String, Object>, Object> body) implements Filter {
    @Override
    public Object apply(
        Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int lineNumber) {
      return body.apply(input, args);
    }

    @Override
    public List<String> getArgumentNames() {
      return List.of();
    }
  }
}
