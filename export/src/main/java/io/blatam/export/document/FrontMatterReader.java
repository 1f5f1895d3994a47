package io.blatam.export.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.blatam.export.api.InvalidDocumentException;
import io.blatam.export.document.FrontMatter.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML front matter token by token. Nothing is bound to classes and no alias is followed, so
 * neither a tag nor a YAML bomb has anything to act on; both are refused all the same, because no
 * honest front matter holds one. Keys that mean nothing here are skipped: many tools write their
 * own.
 */
final class FrontMatterReader {

  private static final int MAX_CHARS = 16_384;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 2_000;

  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "subtitle",
          "company",
          "author",
          "language",
          "date",
          "document_type",
          "kind",
          "cover",
          "toc",
          "generator",
          "disclaimer",
          "theme",
          "logo");

  private static final YAMLFactory YAML =
      YAMLFactory.builder().loaderOptions(loaderOptions()).build();

  private final int firstLine;
  private final Map<String, Scalar> values = new HashMap<>();

  private record Scalar(String text, int line) {}

  private FrontMatterReader(int firstLine) {
    this.firstLine = firstLine;
  }

  /** Front matter of a text that has none. */
  static FrontMatter defaults() {
    return new FrontMatterReader(1).build();
  }

  /**
   * @param yaml what stands between the two fences
   * @param firstLine the line at which it begins
   */
  static FrontMatter read(String yaml, int firstLine) {
    if (yaml.length() > MAX_CHARS) {
      throw new InvalidDocumentException(
          firstLine, "the front matter is longer than " + MAX_CHARS + " characters; shorten it");
    }
    FrontMatterReader reader = new FrontMatterReader(firstLine);
    reader.collect(yaml);
    return reader.build();
  }

  private static LoaderOptions loaderOptions() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARS);
    return options;
  }

  private void collect(String yaml) {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      JsonToken first = next(parser);
      if (first == null) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        throw at(parser, "front matter is a list of \"key: value\" lines");
      }
      while (next(parser) == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = next(parser);
        if (value.isScalarValue()) {
          String text = value == JsonToken.VALUE_NULL ? "" : parser.getText().strip();
          if (text.length() > MAX_TEXT) {
            throw at(parser, key + " is longer than " + MAX_TEXT + " characters; shorten it");
          }
          if (values.put(key, new Scalar(text, line(parser.currentTokenLocation()))) != null) {
            throw at(parser, key + " is given twice; keep one");
          }
        } else {
          skipNested(parser, key);
        }
      }
    } catch (JsonProcessingException e) {
      throw new InvalidDocumentException(
          line(e.getLocation()),
          "the front matter is not valid YAML ("
              + firstSentence(e)
              + "); quote values that hold \": \"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@link YAMLParser#skipChildren()}, but with the refusals of {@link #next}. */
  private void skipNested(YAMLParser parser, String key) throws IOException {
    if (FIELDS.contains(key)) {
      throw at(parser, key + " is one text, not a list or a map");
    }
    int depth = 1;
    while (depth > 0) {
      JsonToken token = next(parser);
      if (token == null) {
        throw at(parser, key + " does not end");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private JsonToken next(YAMLParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token != null
        && (parser.isCurrentAlias()
            || parser.getObjectId() != null
            || parser.getTypeId() != null)) {
      throw at(
          parser,
          "front matter holds plain values; remove YAML tags (!), anchors (&) and aliases (*),"
              + " or quote the value");
    }
    return token;
  }

  private FrontMatter build() {
    Locale locale = locale();
    Kind kind = kind();
    return new FrontMatter(
        text("title"),
        text("subtitle"),
        text("company"),
        text("author"),
        locale.getLanguage(),
        locale,
        date(),
        text("document_type"),
        kind,
        flag("cover", kind == Kind.DOCUMENT),
        flag("toc", kind == Kind.DOCUMENT),
        text("generator"),
        text("disclaimer"),
        values.containsKey("theme") && !text("theme").isEmpty() ? text("theme") : "blatam",
        text("logo"));
  }

  private String text(String key) {
    Scalar scalar = values.get(key);
    return scalar == null ? "" : scalar.text;
  }

  private Locale locale() {
    Scalar scalar = values.get("language");
    if (scalar == null || scalar.text.isEmpty()) {
      return Locale.forLanguageTag("es");
    }
    Locale locale = Locale.forLanguageTag(scalar.text.replace('_', '-'));
    if (!locale.getLanguage().equals("es") && !locale.getLanguage().equals("en")) {
      throw new InvalidDocumentException(
          scalar.line, "language is \"" + scalar.text + "\"; use es or en");
    }
    return locale;
  }

  private Kind kind() {
    Scalar scalar = values.get("kind");
    if (scalar == null || scalar.text.isEmpty() || scalar.text.equals("document")) {
      return Kind.DOCUMENT;
    }
    if (scalar.text.equals("deck")) {
      return Kind.DECK;
    }
    throw new InvalidDocumentException(
        scalar.line, "kind is \"" + scalar.text + "\"; use document or deck");
  }

  private Optional<LocalDate> date() {
    Scalar scalar = values.get("date");
    if (scalar == null || scalar.text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(scalar.text));
    } catch (DateTimeParseException e) {
      throw new InvalidDocumentException(
          scalar.line, "date is \"" + scalar.text + "\"; write it as 2026-11-23");
    }
  }

  private boolean flag(String key, boolean otherwise) {
    Scalar scalar = values.get(key);
    if (scalar == null || scalar.text.isEmpty()) {
      return otherwise;
    }
    return switch (scalar.text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidDocumentException(
              scalar.line, key + " is \"" + scalar.text + "\"; use true or false");
    };
  }

  private InvalidDocumentException at(YAMLParser parser, String detail) {
    return new InvalidDocumentException(line(parser.currentTokenLocation()), detail);
  }

  private int line(JsonLocation location) {
    return location == null ? firstLine : firstLine + Math.max(0, location.getLineNr() - 1);
  }

  private static String firstSentence(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }
}
