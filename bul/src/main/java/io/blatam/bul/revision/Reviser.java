package io.blatam.bul.revision;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.InvalidBriefException;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Provenance;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.Citation;
import io.blatam.bul.production.DocumentName;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.wording.OwnText;
import io.blatam.bul.wording.Wording;
import io.blatam.platform.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What edits make of a version: the plan of the next one, and which of its texts stay. Stateless.
 * What is asked for and can not be done fails with a problem that says why.
 */
final class Reviser {

  /**
   * The next version, before any of it is written.
   *
   * @param brief the brief with what has changed
   */
  record Outcome(Brief brief, Language language, Revision revision) {}

  private final DocumentComposer composer;
  private final Base base;

  Reviser(DocumentComposer composer, Base base) {
    this.composer = composer;
    this.base = base;
  }

  Outcome revise(List<Edit> edits, String asked) {
    Draft draft = new Draft(base);
    edits.forEach(draft::apply);
    Brief changed = brief(draft);
    DocumentPlan settled = draft.factsChanged() ? plan(changed) : base.settled();
    if (draft.factsChanged()) {
      draft.follow(settled);
    }
    List<PlannedSection> planned = draft.sections();
    PlannedDocument document =
        new PlannedDocument(
            DocumentName.title(settled.brief()),
            base.work().planned().area(),
            base.work().planned().reasons(),
            planned,
            Optional.empty(),
            true,
            citations(planned, draft.wording()));
    DocumentPlan plan = settled.with(draft.wording()).with(document.outline());
    Map<String, WrittenSection> kept = kept(plan);
    List<String> reworked = draft.reworked();
    if (reworked.isEmpty() && composed(plan).equals(composed(base.plan()))) {
      throw unchanged(draft);
    }
    return new Outcome(
        changed,
        settled.brief().language(),
        new Revision(
            base.document(),
            base.version(),
            base.work().ask().date(),
            asked,
            draft.summary(),
            draft.wording(),
            document,
            kept,
            // What is composed anew is written from that, with the wish.
            reworked.stream().filter(kept::containsKey).toList(),
            base.work().manuscript().markdown(),
            Optional.empty(),
            Optional.empty()));
  }

  /** The whole document as it is composed. */
  private String composed(DocumentPlan plan) {
    return composer.assemble(
        plan,
        plan.outline().sections().stream()
            .map(section -> composer.compose(plan, section.id()).asText())
            .toList(),
        Provenance.ofTemplate(composer.templateVersion()));
  }

  /** A section whose composed text is the same has the text that it had. */
  private Map<String, WrittenSection> kept(DocumentPlan plan) {
    Map<String, WrittenSection> kept = new LinkedHashMap<>();
    for (var section : plan.outline().sections()) {
      String id = section.id();
      Optional<WrittenSection> written = base.written(id);
      if (written.isPresent()
          && composer
              .compose(plan, id)
              .markdown()
              .equals(composer.compose(base.plan(), id).markdown())) {
        kept.put(id, written.get());
      }
    }
    return kept;
  }

  private List<Citation> citations(List<PlannedSection> planned, Wording wording) {
    return base.work().planned().citations().stream()
        .filter(citation -> planned.stream().anyMatch(s -> s.id().equals(citation.sectionId())))
        .filter(
            citation -> !wording.ownText(citation.sectionId()).map(OwnText::byPerson).orElse(false))
        .toList();
  }

  private static Brief brief(Draft draft) {
    try {
      return BriefFormat.json(draft.brief());
    } catch (InvalidBriefException invalid) {
      throw invalid(invalid);
    }
  }

  private DocumentPlan plan(Brief changed) {
    try {
      return composer.plan(
          changed.as(base.type()), base.work().ask().profile(), base.work().ask().date());
    } catch (InvalidBriefException invalid) {
      throw invalid(invalid);
    }
  }

  private static RuntimeException invalid(InvalidBriefException invalid) {
    return Problem.validation(
            invalid.field().isEmpty() ? "brief" : "brief." + invalid.field(), invalid.advice())
        .asException();
  }

  private RuntimeException unchanged(Draft draft) {
    return RevisionProblems.cannot(
        base.language()
            .choose(
                "Ese cambio no altera nada: el documento ya es así (" + draft.summary() + ").",
                "That change alters nothing: the document is so already ("
                    + draft.summary()
                    + ")."));
  }
}
