package io.blatam.bul.production;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.api.JobView;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.locale.Language;
import io.blatam.bul.review.AreaReview;
import io.blatam.bul.review.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * The reviewer pass over the written sections. A section that a model wrote and that has a severe
 * remark is written once more with the remarks before the model's eyes; if that does not mend it,
 * the section stands as it was composed. Either is said among the findings.
 */
final class Reviewing {

  /**
   * Sections as they go into the document.
   *
   * @param composed ids of those that stand as composed although a model had written them
   */
  record Outcome(
      List<SectionText> sections, Set<String> composed, List<JobView.Finding> findings) {}

  private final DocumentComposer composer;
  private final Writing writing;
  private final Executor executor;

  Reviewing(DocumentComposer composer, Writing writing, Executor executor) {
    this.composer = composer;
    this.writing = writing;
    this.executor = executor;
  }

  /**
   * @param byModel ids of the sections that a model wrote
   */
  CompletionStage<Outcome> review(
      Assignment assignment, List<SectionText> sections, Set<String> byModel) {
    DocumentPlan plan = assignment.plan();
    SmeAgent expert = assignment.expert();
    List<Remark> remarks = AreaReview.review(plan, expert, sections);
    CompletionStage<Outcome> outcome =
        CompletableFuture.completedStage(new Outcome(sections, Set.of(), List.of()));
    for (String section : severe(remarks, byModel)) {
      List<Remark> ofSection =
          remarks.stream().filter(remark -> remark.sectionId().equals(section)).toList();
      outcome = outcome.thenCompose(so -> again(assignment, so, section, ofSection));
    }
    return outcome.thenApply(
        done -> {
          List<JobView.Finding> findings = new ArrayList<>(done.findings());
          List<Remark> left =
              done.sections().equals(sections)
                  ? remarks
                  : AreaReview.review(plan, expert, done.sections());
          left.forEach(remark -> findings.add(finding(remark)));
          return new Outcome(done.sections(), done.composed(), List.copyOf(findings));
        });
  }

  private CompletionStage<Outcome> again(
      Assignment assignment, Outcome before, String section, List<Remark> remarks) {
    DocumentPlan plan = assignment.plan();
    SmeAgent expert = assignment.expert();
    return writing
        .rewrite(assignment, section, remarks.stream().map(Reviewing::said).toList())
        .thenApplyAsync(
            text -> {
              Outcome rewritten = with(before, section, old -> text.markdown());
              boolean mended =
                  text.model().isPresent()
                      && severe(
                              AreaReview.review(plan, expert, rewritten.sections()),
                              Set.of(section))
                          .isEmpty();
              return mended
                  ? said(rewritten, plan, section, remarks.get(0), true)
                  : composed(before, plan, section, remarks.get(0));
            },
            executor);
  }

  private Outcome composed(Outcome before, DocumentPlan plan, String section, Remark why) {
    Outcome draft = with(before, section, old -> composer.compose(plan, section).markdown());
    Set<String> composed = new HashSet<>(draft.composed());
    composed.add(section);
    return said(
        new Outcome(draft.sections(), Set.copyOf(composed), draft.findings()),
        plan,
        section,
        why,
        false);
  }

  private static Outcome said(
      Outcome outcome, DocumentPlan plan, String section, Remark why, boolean rewritten) {
    Language language = plan.brief().language();
    String detail =
        rewritten
            ? language.choose(
                "El apartado se volvió a redactar tras la revisión: ",
                "The section was written again after the review: ")
            : language.choose(
                "El apartado queda como se compuso, porque lo que redactó el modelo no superó la"
                    + " revisión: ",
                "The section stands as composed, because the model’s text did not pass the"
                    + " review: ");
    List<JobView.Finding> findings = new ArrayList<>(outcome.findings());
    findings.add(
        new JobView.Finding(
            rewritten ? "rewritten-after-review" : "composed-after-review",
            section,
            detail + why.advice(),
            id(Severity.WARNING),
            why.quote(),
            ""));
    return new Outcome(outcome.sections(), outcome.composed(), findings);
  }

  private static Outcome with(Outcome before, String section, UnaryOperator<String> markdown) {
    return new Outcome(
        before.sections().stream()
            .map(
                each ->
                    each.sectionId().equals(section)
                        ? new SectionText(section, each.title(), markdown.apply(each.markdown()))
                        : each)
            .toList(),
        before.composed(),
        before.findings());
  }

  private static List<String> severe(List<Remark> remarks, Set<String> among) {
    return remarks.stream()
        .filter(remark -> remark.severity() == Severity.SEVERE)
        .map(Remark::sectionId)
        .filter(among::contains)
        .distinct()
        .toList();
  }

  private static String said(Remark remark) {
    return remark.advice() + (remark.quote().isEmpty() ? "" : " (\"" + remark.quote() + "\")");
  }

  private static JobView.Finding finding(Remark remark) {
    return new JobView.Finding(
        remark.code(),
        remark.sectionId(),
        remark.advice() + (remark.quote().isEmpty() ? "" : ": “" + remark.quote() + "”"),
        id(remark.severity()),
        remark.quote(),
        remark.advice());
  }

  private static String id(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
