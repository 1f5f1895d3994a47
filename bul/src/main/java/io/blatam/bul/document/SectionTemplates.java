package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

  private static final int DEEPEST_INCLUDE = 5;
  private static final Pattern TAG = Pattern.compile("(?s)\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\}");
  private static final Pattern QUOTED_IN_TAG = Pattern.compile("(?s)\\{\\{.*?\\}\\}|\\{%.*?%\\}");
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern INCLUDE =
      Pattern.compile("\\{%-?\\s*(?:include|import|extends)\\s+[\"']([^\"']+)[\"']");

  private final String version = TemplateVersion.compute();

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
    return tidy(ClauseNumbers.in(out.toString(), plan.outline().number(sectionId)));
  }

  /** What a section's template says by itself, whatever the brief: its text without tags. */
  String fixedText(DocumentPlan plan, String sectionId) {
    CompleteBrief brief = plan.brief();
    return fixedText(SectionPaths.of(brief.type().definition(), brief.language(), sectionId), 0);
  }

  private String fixedText(String path, int depth) {
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines = new BufferedReader(loader.getReader(path))) {
      lines.lines().forEach(line -> text.append(line).append('\n'));
    } catch (IOException e) {
      throw new UncheckedIOException("template " + path, e);
    }
    String source = text.toString();
    // A tag may print a text of its own: {{ x ? "un 10 %" : "" }}.
    String said =
        QUOTED_IN_TAG
            .matcher(source)
            .results()
            .map(tag -> LITERAL.matcher(tag.group()).results())
            .flatMap(literals -> literals.map(literal -> literal.group()))
            .collect(Collectors.joining("\n"));
    String included =
        depth >= DEEPEST_INCLUDE
            ? ""
            : INCLUDE
                .matcher(source)
                .results()
                .map(include -> fixedText(include.group(1), depth + 1))
                .collect(Collectors.joining("\n"));
    return TAG.matcher(source).replaceAll(" ") + "\n" + said + "\n" + included;
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
    variables.put("f", complete.format());
    variables.put("lang", complete.language());
    variables.put("assumptions", complete.assumptions());
    complete.brief().section(complete.type()).ifPresent(own -> variables.put("subject", own));
    if (!complete.type().definition().typed()) {
      variables.putAll(DeclaredVariables.of(complete));
      variables.put("n", plan.outline().number(sectionId));
    }
    return variables;
  }

  private static String tidy(String markdown) {
    return markdown.replaceAll("[ \\t]+(?=\\n)", "").replaceAll("\\n{3,}", "\n\n").strip();
  }
}
