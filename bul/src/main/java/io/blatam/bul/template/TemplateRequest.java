package io.blatam.bul.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The upload of a template and the data of a preview, read from the wire. */
public final class TemplateRequest {

  private static final int NAME = 160;

  private TemplateRequest() {}

  /** A Markdown template that is sent as JSON. */
  public record Typed(
      String name,
      String markdown,
      Optional<String> language,
      Optional<String> currency,
      Optional<String> country,
      Optional<List<Field>> fields) {}

  /** The data of a preview; empty when none is given. */
  public static Optional<Map<String, Object>> data(JsonNode body) {
    return body.hasNonNull("data")
        ? Optional.of(TemplateData.of(body.get("data")))
        : Optional.empty();
  }

  /** An upload as JSON. */
  public static Templates.Upload upload(Typed typed) {
    return upload(
        typed.name(),
        Template.Kind.MARKDOWN,
        typed.markdown().getBytes(StandardCharsets.UTF_8),
        typed.language(),
        typed.currency(),
        typed.country(),
        typed.fields());
  }

  /** An upload as a form. */
  public static Templates.Upload upload(Map<String, String> form, String fileName, byte[] file) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    boolean packed = file.length > 1 && file[0] == 'P' && file[1] == 'K';
    if (!packed
        && !lower.endsWith(".md")
        && !lower.endsWith(".markdown")
        && !lower.endsWith(".txt")) {
      throw Problem.validation("file", "must be a DOCX, or Markdown in a file called .md")
          .asException();
    }
    return upload(
        Optional.ofNullable(form.get("name"))
            .orElseGet(() -> fileName.replaceFirst("\\.[A-Za-z0-9]{1,8}$", "")),
        packed ? Template.Kind.WORD : Template.Kind.MARKDOWN,
        file,
        Optional.ofNullable(form.get("language")),
        Optional.ofNullable(form.get("currency")),
        Optional.ofNullable(form.get("country")),
        Optional.ofNullable(form.get("fields"))
            .map(
                json ->
                    Arrays.asList(
                        Json.read(json.getBytes(StandardCharsets.UTF_8), Field[].class))));
  }

  private static Templates.Upload upload(
      String name,
      Template.Kind kind,
      byte[] source,
      Optional<String> language,
      Optional<String> currency,
      Optional<String> country,
      Optional<List<Field>> fields) {
    Language written = valid("language", () -> Language.of(language.orElse("es")));
    Optional<Country> where =
        country.map(
            code ->
                Country.find(code)
                    .orElseThrow(
                        () -> Problem.validation("country", "is not known here").asException()));
    Currency money =
        valid(
            "currency",
            () ->
                Currency.of(
                    currency.orElseGet(
                        () -> where.map(Country::currency).orElse(written.choose("EUR", "USD")))));
    return new Templates.Upload(named(name), kind, source, written, money, where, fields);
  }

  private static String named(String given) {
    String name = given.replaceAll("\\p{C}", " ").strip();
    if (name.isEmpty() || name.length() > NAME) {
      throw Problem.validation("name", "must have 1 to " + NAME + " characters").asException();
    }
    return name;
  }

  private static <T> T valid(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException invalid) {
      throw Problem.validation(field, invalid.getMessage().replaceFirst("^" + field + ": ", ""))
          .asException();
    }
  }
}
