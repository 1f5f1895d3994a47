package io.blatam.bul.template.sandbox;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles and renders templates from outside. Whatever a template tries, it ends with a text or a
 * {@link TemplateError} that names the line. Thread-safe.
 */
public final class Sandbox {

  /** An expression of this length can not hold a bomb. */
  private static final int TAG_LENGTH = 1_000;

  private static final int NESTING = 30;
  private static final Pattern TAG = Pattern.compile("\\{\\{|\\{%|\\{#");
  private static final Pattern NESTING_TAG =
      Pattern.compile("\\{%-?\\s*(end|)(?:for|if|verbatim)\\b");
  private static final Pattern PLACE =
      Pattern.compile("\\s*\\(\\S*?:\\d+\\)\\s*$|\\s*\\(\\?:\\?\\)\\s*$");

  private final SandboxLimits limits;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock for the time limit, as {@link System#nanoTime}
   */
  public Sandbox(SandboxLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /**
   * @throws TemplateError for what is no template, or does what a template may not
   */
  public Compiled compile(String text, Escaping escaping, Readers readers) {
    requireBounded(text);
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new StringLoader())
            .registerExtensionCustomizer(AllowedCore::new)
            .extension(new BusinessFilters(readers))
            .methodAccessValidator((object, method) -> false)
            .strictVariables(true)
            .literalNumbersAsBigDecimals(true)
            .newLineTrimming(false)
            .autoEscaping(true)
            .addEscapingStrategy("sandbox", escaping::escape)
            .defaultEscapingStrategy("sandbox")
            .defaultLocale(Locale.ROOT)
            .maxRenderedSize(limits.output())
            .cacheActive(false)
            .build();
    try {
      return new Compiled(engine.getLiteralTemplate(text));
    } catch (PebbleException
        | TemplateError
        | StackOverflowError
        | IllegalArgumentException failure) {
      throw explained(failure);
    }
  }

  /** A template that can be rendered. */
  public final class Compiled {
    private final PebbleTemplate template;

    private final List<Field> fields;

    private Compiled(PebbleTemplate template) {
      this.template = template;
      this.fields = FieldReader.read((PebbleTemplateImpl) template);
    }

    /** The fields that the template wants, in the order in which it names them. */
    public List<Field> fields() {
      return fields;
    }

    /**
     * @param data maps, lists, texts, numbers ({@link java.math.BigDecimal}) and truth values
     * @throws TemplateError that names the line
     */
    public String render(Map<String, Object> data) {
      StringBuilder text = new StringBuilder();
      try {
        Budget.within(limits, nanos, () -> evaluate(data, text));
        return text.toString();
      } catch (RuntimeException | StackOverflowError failure) {
        // Whatever Pebble's operators throw for values that do not fit them.
        throw explained(failure);
      }
    }

    private void evaluate(Map<String, Object> data, StringBuilder text) {
      try {
        template.evaluate(new Bounded(text, limits.output()), data, Locale.ROOT);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }

  private void requireBounded(String text) {
    if (text.length() > limits.characters()) {
      throw new TemplateError(
          0, "the template has more than " + limits.characters() + " characters");
    }
    int depth = 0;
    Matcher nesting = NESTING_TAG.matcher(text);
    while (nesting.find()) {
      depth += nesting.group(1).isEmpty() ? 1 : -1;
      if (depth > NESTING) {
        throw new TemplateError(
            lineOf(text, nesting.start()), "tags are nested more than " + NESTING + " deep");
      }
    }
    Matcher tags = TAG.matcher(text);
    while (tags.find()) {
      String end =
          switch (tags.group()) {
            case "{{" -> "}}";
            case "{%" -> "%}";
            default -> "#}";
          };
      int to = text.indexOf(end, tags.end());
      if (!end.equals("#}") && to - tags.start() > TAG_LENGTH) {
        throw new TemplateError(
            lineOf(text, tags.start()), "the tag has more than " + TAG_LENGTH + " characters");
      }
    }
  }

  private static int lineOf(String text, int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  private static TemplateError explained(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TemplateError known) {
        return known;
      }
    }
    if (failure instanceof StackOverflowError) {
      return new TemplateError(0, "the template is nested too deeply");
    }
    if (failure instanceof PebbleException pebble) {
      int line = pebble.getLineNumber() == null ? 0 : pebble.getLineNumber();
      if (pebble instanceof RootAttributeNotFoundException
          || pebble instanceof AttributeNotFoundException) {
        return new TemplateError(
            line,
            "there is no field \""
                + ((AttributeNotFoundException) pebble).getAttributeName()
                + "\"");
      }
      return new TemplateError(line, PLACE.matcher(said(pebble)).replaceAll(""));
    }
    return new TemplateError(0, "the template can not be used with these values");
  }

  private static String said(PebbleException pebble) {
    String said = pebble.getPebbleMessage();
    return said == null ? "the template can not be read" : said;
  }

  /** Pebble counts what it renders; this holds whatever it counts. */
  private static final class Bounded extends Writer {
    private final StringBuilder text;
    private final int atMost;

    private Bounded(StringBuilder text, int atMost) {
      this.text = text;
      this.atMost = atMost;
    }

    @Override
    public void write(char[] characters, int from, int length) {
      if (text.length() + length > atMost) {
        throw new TemplateError(0, "the document is longer than " + atMost + " characters");
      }
      text.append(characters, from, length);
    }

    @Override
    public void flush() {
      // everything is there already
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
