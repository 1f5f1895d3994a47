package io.blatam.bul.document;

import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefCompletion;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.document.Outline.Section;
import io.blatam.bul.wording.Manner;
import io.blatam.bul.wording.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans, composes, checks and assembles documents. Thread-safe; one instance serves everyone.
 *
 * <p>The way of a document: {@link #plan}, then for each section {@link #compose}, optionally
 * {@link #prompt} to a model and {@link #review} of its answer, then {@link #assemble} and {@link
 * #check}.
 */
public final class DocumentComposer {
  private final SectionTemplates templates = new SectionTemplates();

  /** Settles what the document will contain; {@code date} is the date it carries. */
  public DocumentPlan plan(Brief brief, LocalDate date) {
    return plan(brief, CompanyProfile.empty(), date);
  }

  /** As {@link #plan(Brief, LocalDate)}, for a company that has told of itself. */
  public DocumentPlan plan(Brief brief, CompanyProfile profile, LocalDate date) {
    CompleteBrief complete = BriefCompletion.complete(brief, profile, date);
    FigureModel figures = FigureModels.of(complete);
    return new DocumentPlan(complete, figures, Outlines.of(complete))
        .with(Wording.in(complete.brief().tone()));
  }

  /**
   * Writes one section from its template and the plan's figures.
   *
   * @throws IllegalArgumentException when the outline has no such section
   */
  public SectionDraft compose(DocumentPlan plan, String sectionId) {
    Section section = plan.outline().section(sectionId);
    return new SectionDraft(section.id(), section.title(), text(plan, section));
  }

  private String text(DocumentPlan plan, Section section) {
    Optional<String> own = OwnTexts.of(plan, section);
    if (OwnTexts.byPerson(plan, section.id())) {
      return own.orElseThrow();
    }
    String text =
        own.orElseGet(
            () ->
                AddedSection.is(section.id())
                    ? AddedSection.draft(section)
                    : templates.render(plan, section.id()));
    Manner manner = plan.wording().manner(section.id());
    Manner kept = keepsItsWords(plan, manner) ? manner.keepingWords() : manner;
    return kept.say(text, plan.brief().language(), section.narrative());
  }

  /** A contract does not get casual: lawyers weigh its words. */
  private static boolean keepsItsWords(DocumentPlan plan, Manner manner) {
    return manner.register().equals(Optional.of(Tone.WARM))
        && plan.brief().type().area().id().equals("legal");
  }

  /**
   * What to ask a model that may rewrite {@code draft} as {@code expert} would; only for sections
   * marked narrative.
   */
  public SectionPrompt prompt(DocumentPlan plan, SmeAgent expert, SectionDraft draft) {
    return prompt(plan, expert, draft, List.of());
  }

  /** The same, with passages of the company's own documents that the model may draw on. */
  public SectionPrompt prompt(
      DocumentPlan plan, SmeAgent expert, SectionDraft draft, List<Quotation> quotations) {
    return SectionPrompts.of(plan, expert, draft, quotations);
  }

  /** What to tell a model whose answer was turned down, when it is asked once more. */
  public String again(List<Finding> findings) {
    return SectionPrompts.again(findings);
  }

  /** Accepts a model's answer for a section, or keeps the draft and says why. */
  public Reviewed review(DocumentPlan plan, SectionDraft draft, String answer) {
    return review(plan, draft, answer, List.of());
  }

  /** The same for an answer that may quote figures of the passages, and cite them. */
  public Reviewed review(
      DocumentPlan plan, SectionDraft draft, String answer, List<Quotation> quotations) {
    return NarrativeCheck.review(plan, draft, answer, quotations);
  }

  /** The whole document as Markdown with front matter. */
  public String assemble(DocumentPlan plan, List<SectionText> sections, Provenance provenance) {
    return Assembly.markdown(plan, sections, provenance);
  }

  /** What is wrong with an assembled document; empty when it can be delivered. */
  public List<Finding> check(DocumentPlan plan, String markdown) {
    List<Finding> findings = new ArrayList<>(DocumentCheck.check(plan, markdown));
    findings.addAll(RateAge.check(plan));
    findings.addAll(FigureProof.of(this, templates, plan).check(markdown));
    return findings;
  }

  /** Hash of every template: part of a section's fingerprint in the cache. */
  public String templateVersion() {
    return templates.version();
  }
}
