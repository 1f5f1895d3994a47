package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.locale.Language;
import io.blatam.bul.wording.Address;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Renders a section's template, {@code <type>/<language>/<section>.md}. Every value is escaped for
 * Markdown on its way in, so a brief can neither inject markup nor break a table; an unknown
 * variable is an error, never an empty string.
 */
final class SectionTemplates {
  private final MarkdownTemplateLoader loader = new MarkdownTemplateLoader();
  private final PebbleEngine engine =
      new PebbleEngine.Builder()
          .loader(loader)
          .newLineTrimming(false)
          .strictVariables(true)
          .autoEscaping(true)
          .addEscapingStrategy("markdown", MarkdownEscape::inline)
          .defaultEscapingStrategy("markdown")
          .defaultLocale(Locale.ROOT)
          .extension(new TemplateVocabulary())
          .build();

  private static final Pattern FULL_STOPS = Pattern.compile("(?<!\\.)\\.(\\**)\\.(?!\\.)");

  private final String version = TemplateVersion.compute();
  private final Map<String, String> fixed = new ConcurrentHashMap<>();

  /** Hash of all templates and data that shape a document's text. */
  String version() {
    return version;
  }

  /** Renders one section's body. */
  String render(DocumentPlan plan, String sectionId) {
    CompleteBrief brief = plan.brief();
    String path = SectionPaths.of(brief.type().definition(), brief.language(), sectionId);
    StringWriter out = new StringWriter();
    try {
      engine.getTemplate(path).evaluate(out, variables(plan, sectionId));
    } catch (PebbleException e) {
      throw new IllegalStateException("template " + path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + path, e);
    }
    String text = tidy(ClauseNumbers.in(out.toString(), plan.outline().number(sectionId)));
    boolean american =
        brief.language() == Language.EN
            && brief.country().map(country -> country.code().equals("US")).orElse(false);
    if (brief.language() == Language.ES) {
      return contracted(text);
    }
    return american ? AmericanSpelling.of(text) : text;
  }

  /** What a section's template says by itself, whatever the brief. */
  String fixedText(DocumentPlan plan, String sectionId) {
    CompleteBrief brief = plan.brief();
    return fixed.computeIfAbsent(
        SectionPaths.of(brief.type().definition(), brief.language(), sectionId),
        path -> FixedText.of(loader, path));
  }

  private static Map<String, Object> variables(DocumentPlan plan, String sectionId) {
    CompleteBrief complete = plan.brief();
    Map<String, Object> variables = new HashMap<>(plan.figures().variables());
    variables.put("complete", complete);
    variables.put("brief", complete.brief());
    variables.put("asked", complete.asked());
    variables.put("company", complete.company());
    variables.put(
        "name",
        complete.company().name().orElse(complete.language().choose("la empresa", "the company")));
    variables.put("sector", complete.sector());
    variables.put("country", complete.country());
    variables.put("sales_tax", complete.salesTax());
    variables.put("f", complete.format());
    variables.put("lang", complete.language());
    variables.put(
        "you", Address.in(complete.language(), plan.wording().manner(sectionId).register()));
    variables.put("assumptions", complete.assumptions());
    complete.brief().section(complete.type()).ifPresent(own -> variables.put("subject", own));
    if (!complete.type().definition().typed()) {
      variables.putAll(DeclaredVariables.of(complete));
      variables.put("n", plan.outline().number(sectionId));
    }
    return variables;
  }

  /** "Conforme a el Reglamento": a name that brings its article contracts with the word before. */
  private static String contracted(String spanish) {
    return spanish
        .replaceAll("(?<=[\\s(])a el (?=\\S)", "al ")
        .replaceAll("(?<=[\\s(])de el (?=\\S)", "del ");
  }

  /** No blank lines too many, and one full stop where a value ends in one: "S. A.", "Pue.". */
  private static String tidy(String markdown) {
    return FULL_STOPS
        .matcher(markdown)
        .replaceAll(".$1")
        .replaceAll("[ \\t]+(?=\\n)", "")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }
}
