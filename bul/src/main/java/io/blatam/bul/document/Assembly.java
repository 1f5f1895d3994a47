package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts sections together as Markdown with the front matter that the exporter reads. */
final class Assembly {
  private Assembly() {}

  static String markdown(DocumentPlan plan, List<SectionText> sections, Provenance provenance) {
    String body =
        sections.stream()
            .map(section -> "# " + section.title() + "\n\n" + section.markdown().strip())
            .collect(Collectors.joining("\n\n"));
    return frontMatter(plan, body, provenance) + "\n" + body + "\n";
  }

  private static String frontMatter(DocumentPlan plan, String body, Provenance provenance) {
    CompleteBrief brief = plan.brief();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", quoted(Titles.title(brief)));
    if (!Titles.subtitle(brief).isBlank()) {
      fields.put("subtitle", quoted(Titles.subtitle(brief)));
    }
    brief
        .company()
        .name()
        .ifPresent(name -> fields.put("company", quoted(brief.company().legalName().orElse(name))));
    fields.put("language", locale(brief));
    fields.put("date", brief.date().toString());
    fields.put("document_type", brief.type().id());
    fields.put("kind", "document");
    fields.put("cover", String.valueOf(brief.type().definition().cover()));
    fields.put("toc", String.valueOf(brief.type().definition().toc()));
    brief.profile().colour().ifPresent(colour -> fields.put("theme", quoted(colour)));
    brief.profile().logo().ifPresent(picture -> fields.put("logo", quoted(picture)));
    fields.put("generator", quoted(provenance.everyone()));
    fields.put("disclaimer", quoted(disclaimer(plan, body, provenance)));
    return fields.entrySet().stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining("\n", "---\n", "\n---\n"));
  }

  private static String disclaimer(DocumentPlan plan, String body, Provenance provenance) {
    CompleteBrief brief = plan.brief();
    String who =
        provenance
            .model()
            .map(
                model ->
                    brief
                        .language()
                        .choose(
                            "Capítulos redactados con el modelo %s: %s. El resto del texto, las"
                                + " cifras y las cláusulas provienen de plantillas y de cálculos"
                                + " sobre los datos aportados.",
                            "Chapters written with the model %s: %s. The rest of the text, the"
                                + " figures and the clauses come from templates and from"
                                + " calculations on the data supplied.")
                        .formatted(model, String.join(", ", provenance.chapters())))
            .orElseGet(
                () ->
                    brief
                        .language()
                        .choose(
                            "Texto compuesto a partir de plantillas y de cálculos sobre los datos"
                                + " aportados.",
                            "Text composed from templates and from calculations on the data"
                                + " supplied."));
    String assumptions =
        plan.outline().sections().stream().noneMatch(s -> s.id().equals(Outlines.ASSUMPTIONS))
            ? ""
            : brief
                .language()
                .choose(
                    " Los datos que el encargo no indicaba se han supuesto y figuran en el anexo de"
                        + " supuestos.",
                    " Data that the brief did not give have been assumed and are listed in the"
                        + " annex of assumptions.");
    String advice =
        brief.type().definition().advice()
            ? brief
                .language()
                .choose(
                    " No sustituye la asesoría jurídica, fiscal o financiera.",
                    " It does not replace legal, tax or financial advice.")
            : "";
    return who + assumptions + fromProfile(brief, body) + advice;
  }

  /** Says which facts the brief did not give, because the company's profile did. */
  private static String fromProfile(CompleteBrief brief, String body) {
    List<String> taken = new ArrayList<>(brief.fromProfile());
    brief
        .profile()
        .bankDetails()
        .filter(account -> body.contains(MarkdownEscape.inline(account)))
        .ifPresent(
            account -> taken.add(brief.language().choose("datos bancarios", "bank details")));
    return taken.isEmpty()
        ? ""
        : brief
            .language()
            .choose(" Tomado del perfil de la empresa: %s.", " Taken from the company profile: %s.")
            .formatted(String.join(", ", taken));
  }

  /** With the country where it is known: it decides the paper and how dates are written. */
  private static String locale(CompleteBrief brief) {
    String language = brief.language().code();
    return brief.country().map(country -> language + "-" + country.code()).orElse(language);
  }

  /** A YAML double-quoted scalar. */
  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ").strip()
        + "\"";
  }
}
