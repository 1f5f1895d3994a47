package io.blatam.bul.template;

import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.template.docx.WordTemplate;
import io.blatam.bul.template.sandbox.Escaping;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.bul.template.sandbox.Readers;
import io.blatam.bul.template.sandbox.Sandbox;
import io.blatam.bul.template.sandbox.TemplateError;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compiles templates and fills them in. What is wrong is a {@link
 * io.blatam.platform.http.ProblemException} (400) that says where. Thread-safe.
 */
final class Filling {

  /** What takes two pages or three needs neither a cover nor a table of contents. */
  private static final int SHORT_WORDS = 900;

  private final Sandbox sandbox;

  Filling(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** What an upload's source wants, or what was declared if that is all of it. */
  List<Field> fields(Templates.Upload upload) {
    Readers readers = new Readers(upload.language(), upload.currency(), upload.country());
    List<Field> wanted =
        explained(
            () ->
                upload.kind() == Template.Kind.WORD
                    ? WordTemplate.compile(upload.source(), sandbox, readers).fields()
                    : sandbox.compile(text(upload.source()), Escaping.MARKDOWN, readers).fields());
    if (upload.fields().isEmpty()) {
      return wanted;
    }
    List<Field> declared = upload.fields().get();
    List<Problem.FieldError> unknown = new ArrayList<>();
    for (Field field : wanted) {
      if (declared.stream().noneMatch(one -> one.name().equals(field.name()))) {
        unknown.add(
            new Problem.FieldError(
                "fields", "the template uses \"" + field.name() + "\", which is not declared"));
      }
    }
    if (!unknown.isEmpty()) {
      throw Problem.validation(unknown).asException();
    }
    return declared;
  }

  /**
   * A template with data in it; all missing fields are named together.
   *
   * @param source as it was uploaded
   * @param title that was asked for; a Markdown document that brings no front matter has it there
   */
  Templates.Rendered fill(
      Template template,
      byte[] source,
      Map<String, Object> given,
      Optional<String> title,
      CompanyProfile profile) {
    Map<String, Object> data = TemplateData.fitted(template.fields(), given);
    List<Problem.FieldError> missing = TemplateData.missing(template.fields(), data);
    if (!missing.isEmpty()) {
      throw Problem.validation(missing).asException();
    }
    Language language = Language.of(template.language());
    Readers readers =
        new Readers(language, Currency.of(template.currency()), Country.find(template.country()));
    return explained(
        () ->
            template.kind() == Template.Kind.WORD
                ? new Templates.Rendered(
                    ExportFormat.DOCX.mediaType(),
                    WordTemplate.compile(source, sandbox, readers).render(data))
                : new Templates.Rendered(
                    ExportFormat.MD.mediaType(),
                    whole(
                            sandbox.compile(text(source), Escaping.MARKDOWN, readers).render(data),
                            title,
                            template,
                            profile)
                        .getBytes(StandardCharsets.UTF_8)));
  }

  /** A template may bring its own front matter. A headline is not printed twice. */
  private static String whole(
      String markdown, Optional<String> asked, Template template, CompanyProfile profile) {
    if (markdown.startsWith("---\n")) {
      return markdown;
    }
    Language language = Language.of(template.language());
    Optional<String> headline = asked.isPresent() ? Optional.empty() : Headline.of(markdown);
    return withFrontMatter(
        headline.isPresent() ? Headline.below(markdown) : markdown,
        asked.or(() -> headline).orElse(template.name()),
        language,
        profile);
  }

  /** A letter or an offer begins on its first page. */
  private static String withFrontMatter(
      String markdown, String title, Language language, CompanyProfile profile) {
    StringBuilder front = new StringBuilder("---\n");
    front.append("title: ").append(quoted(title)).append('\n');
    profile
        .facts()
        .legalName()
        .ifPresent(name -> front.append("company: ").append(quoted(name)).append('\n'));
    front.append("language: ").append(language.code()).append("\nkind: document\n");
    if (markdown.split("\\s+").length <= SHORT_WORDS) {
      front.append("cover: false\ntoc: false\n");
    }
    profile.colour().ifPresent(colour -> front.append("theme: \"").append(colour).append("\"\n"));
    profile.logo().ifPresent(picture -> front.append("logo: ").append(picture).append('\n'));
    return front.append("---\n\n").append(markdown).toString();
  }

  /** A YAML double-quoted scalar. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + "\"";
  }

  private static <T> T explained(Supplier<T> work) {
    try {
      return work.get();
    } catch (TemplateError error) {
      throw Problem.validation("template", error.getMessage()).asException();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
