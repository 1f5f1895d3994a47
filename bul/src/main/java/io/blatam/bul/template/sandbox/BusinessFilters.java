package io.blatam.bul.template.sandbox;

import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.LocalFormat;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What business texts need beyond Pebble: {@code money} (optionally {@code money("EUR")}), {@code
 * number}, {@code percent} and {@code date} as readers of the template's language expect them,
 * {@code sum("field")} over a list, and {@code join(", ")}.
 */
final class BusinessFilters extends AbstractExtension {

  private static final int JOINED = 100_000;

  private final Readers readers;
  private final LocalFormat format;

  BusinessFilters(Readers readers) {
    this.readers = readers;
    this.format = readers.format();
  }

  private interface Body {
    Object apply(Object input, Object argument, int line);
  }

  private record Named(List<String> getArgumentNames, Body body) implements Filter {
    @Override
    public Object apply(
        Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int line) {
      return body.apply(input, getArgumentNames.isEmpty() ? null : args.get(argument()), line);
    }

    private String argument() {
      return getArgumentNames.get(0);
    }
  }

  @Override
  public Map<String, Filter> getFilters() {
    return Map.of(
        "money", new Named(List.of("currency"), this::money),
        "number", new Named(List.of(), (input, none, line) -> format.number(number(input, line))),
        "percent", new Named(List.of(), (input, none, line) -> format.percent(number(input, line))),
        "date", new Named(List.of(), (input, none, line) -> format.date(date(input, line))),
        "sum", new Named(List.of("field"), BusinessFilters::sum),
        "join", new Named(List.of("separator"), BusinessFilters::join));
  }

  private String money(Object input, Object currency, int line) {
    BigDecimal amount = number(input, line);
    if (currency == null) {
      return format.money(amount);
    }
    try {
      return readers.in(Currency.of(String.valueOf(currency))).money(amount);
    } catch (IllegalArgumentException unknown) {
      throw new TemplateError(line, unknown.getMessage());
    }
  }

  private static BigDecimal sum(Object input, Object field, int line) {
    if (!(input instanceof Collection<?> all)) {
      throw new TemplateError(line, "sum adds up a list, and this is none");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Object one : all) {
      Budget.step(line);
      Object value =
          field == null
              ? one
              : one instanceof Map<?, ?> map ? map.get(String.valueOf(field)) : null;
      sum = sum.add(number(value, line));
    }
    return sum;
  }

  private static String join(Object input, Object separator, int line) {
    if (!(input instanceof Collection<?> all)) {
      throw new TemplateError(line, "join takes a list, and this is none");
    }
    String between = separator == null ? ", " : String.valueOf(separator);
    if ((long) between.length() * all.size() > JOINED) {
      throw new TemplateError(line, "what is joined is too long");
    }
    return all.stream().map(String::valueOf).collect(Collectors.joining(between));
  }

  private static BigDecimal number(Object value, int line) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    throw new TemplateError(line, "a number is needed here, not " + shown(value));
  }

  private static LocalDate date(Object value, int line) {
    try {
      return LocalDate.parse(String.valueOf(value));
    } catch (DateTimeParseException none) {
      throw new TemplateError(
          line, "a date such as 2026-11-26 is needed here, not " + shown(value));
    }
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"";
  }
}
