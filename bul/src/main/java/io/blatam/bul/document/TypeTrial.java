package io.blatam.bul.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Language;
import io.blatam.bul.type.TypeDefinition;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes a document type's example, and a document of which nothing is known, in both languages: a
 * template that names what there is not fails here, with its line, and not in somebody's job.
 */
public final class TypeTrial {
  private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 15);

  private TypeTrial() {}

  /**
   * Tries the types.
   *
   * @throws IllegalArgumentException with the file and what to change
   */
  public static void run(List<DocumentType> types) {
    DocumentComposer composer = new DocumentComposer();
    for (DocumentType type : types) {
      FigureModels.check(type.definition());
      for (Language language : Language.values()) {
        compose(composer, type, language, false);
        compose(composer, type, language, true);
      }
    }
  }

  private static void compose(
      DocumentComposer composer, DocumentType type, Language language, boolean withExample) {
    TypeDefinition definition = type.definition();
    boolean needsExample = definition.fields().stream().anyMatch(field -> field.required());
    if (withExample ? definition.example().isEmpty() : needsExample) {
      return;
    }
    ObjectNode brief = JsonNodeFactory.instance.objectNode();
    brief.put("document_type", type.id()).put("language", language.code());
    if (withExample) {
      brief.set("fields", definition.example().get().get(language.code()));
    }
    try {
      DocumentPlan plan = composer.plan(BriefFormat.json(brief), SOME_DAY);
      List<SectionText> sections =
          plan.outline().sections().stream()
              .map(section -> composer.compose(plan, section.id()).asText())
              .toList();
      List<Finding> findings =
          composer.check(
              plan,
              composer.assemble(plan, sections, Provenance.ofTemplate(composer.templateVersion())));
      if (!findings.isEmpty()) {
        Finding first = findings.get(0);
        throw new IllegalArgumentException(first.code() + ": " + first.detail());
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "document type in "
              + definition.files().name(type.id())
              + " ("
              + language.code()
              + (withExample ? ", its example" : ", an empty brief")
              + "): "
              + e.getMessage(),
          e);
    }
  }
}
