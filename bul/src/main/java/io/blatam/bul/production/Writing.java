package io.blatam.bul.production;

import io.blatam.bul.api.JobView;
import io.blatam.bul.document.AddedSection;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Finding;
import io.blatam.bul.document.Quotation;
import io.blatam.bul.document.Reviewed;
import io.blatam.bul.document.SectionDraft;
import io.blatam.bul.document.SectionPrompt;
import io.blatam.bul.wording.OwnText;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.platform.StageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One section: composed from its template, and where it is narrative given to the model behind the
 * cache, as the routed expert would ask. The answer is checked against the figures before it is
 * taken; when it is turned down twice, or there is none, the section stands as it was composed and
 * a finding says why, because a document without a model's polish is worth more than none.
 */
final class Writing {

  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

  /** The provider that answers with the composed draft itself. */
  private static final String STANDS_AS_COMPOSED = "computed";

  /** A section's text and how it came about; as {@link WrittenSection} stores it. */
  record Text(
      String markdown,
      String origin,
      long elapsedMs,
      long savedMs,
      Optional<String> model,
      List<JobView.Finding> findings) {}

  private final DocumentComposer composer;
  private final Inference inference;
  private final ModelCalls models = new ModelCalls();
  private final Sourcing sourcing;
  private final Executor executor;

  Writing(DocumentComposer composer, Inference inference, Sourcing sourcing, Executor executor) {
    this.composer = composer;
    this.inference = inference;
    this.sourcing = sourcing;
    this.executor = executor;
  }

  /** What a model will be asked for a section; whoever begins it ends it. */
  ModelCalls.Section begin(String jobId) {
    return models.begin(jobId);
  }

  CompletionStage<Text> write(Assignment assignment, String sectionId, ModelCalls.Section calls) {
    return written(assignment, sectionId, Optional.empty(), List.of(), calls);
  }

  /** Has a model change what a section says at present; the composed text, if it writes nothing. */
  CompletionStage<Text> rework(
      Assignment assignment, String sectionId, String present, ModelCalls.Section calls) {
    return written(assignment, sectionId, Optional.of(present), List.of(), calls);
  }

  /** Asks the model once more, with what a reviewer said of its text. */
  CompletionStage<Text> rewrite(Assignment assignment, String sectionId, List<String> remarks) {
    ModelCalls.Section calls = begin(assignment.ask().jobId());
    return written(
            assignment,
            sectionId,
            Optional.empty(),
            remarks.stream().map(remark -> new Finding("reviewer", sectionId, remark)).toList(),
            calls)
        .whenComplete((text, failure) -> calls.end());
  }

  private CompletionStage<Text> written(
      Assignment assignment,
      String sectionId,
      Optional<String> present,
      List<Finding> remarks,
      ModelCalls.Section calls) {
    DocumentPlan plan = assignment.plan();
    return CompletableFuture.supplyAsync(() -> draft(plan, sectionId, present), executor)
        .thenCompose(
            draft ->
                byPerson(plan, sectionId)
                    ? CompletableFuture.completedStage(ofPerson(draft))
                    : plan.outline().section(sectionId).narrative()
                        ? generate(assignment, draft, remarks, calls)
                        : CompletableFuture.completedStage(composed(draft, 0, List.of())));
  }

  private SectionDraft draft(DocumentPlan plan, String sectionId, Optional<String> present) {
    return present
        .map(text -> new SectionDraft(sectionId, plan.outline().section(sectionId).title(), text))
        .orElseGet(() -> composer.compose(plan, sectionId));
  }

  private static boolean byPerson(DocumentPlan plan, String sectionId) {
    return plan.wording().ownText(sectionId).map(OwnText::byPerson).orElse(false);
  }

  /** A person's words are nobody's to change. */
  private static Text ofPerson(SectionDraft draft) {
    return new Text(draft.markdown(), WrittenSection.OWN, 0, 0, Optional.empty(), List.of());
  }

  /** Stops the models that write for a job. */
  void abandon(String jobId) {
    models.abandon(jobId);
  }

  private CompletionStage<Text> generate(
      Assignment assignment, SectionDraft draft, List<Finding> remarks, ModelCalls.Section calls) {
    return sourcing
        .quotations(
            assignment.ask().tenant(), assignment.plan(), assignment.citations(), draft.sectionId())
        .thenComposeAsync(
            quotations -> generate(new Attempt(assignment, draft, quotations, calls), remarks),
            executor);
  }

  /** A section that a model is asked for. */
  private record Attempt(
      Assignment assignment,
      SectionDraft draft,
      List<Quotation> quotations,
      ModelCalls.Section calls) {

    DocumentPlan plan() {
      return assignment.plan();
    }
  }

  private CompletionStage<Text> generate(Attempt attempt, List<Finding> remarks) {
    long started = System.nanoTime();
    Assignment assignment = attempt.assignment();
    SectionDraft draft = attempt.draft();
    SectionPrompt prompt =
        composer.prompt(attempt.plan(), assignment.expert(), draft, attempt.quotations());
    List<Message> messages = new ArrayList<>();
    messages.add(Message.system(prompt.system()));
    messages.add(Message.user(prompt.user()));
    if (!remarks.isEmpty()) {
      messages.add(Message.user(composer.again(remarks)));
    }
    GenerationRequest request =
        GenerationRequest.of(assignment.ask().tenant(), messages)
            .withPriority(assignment.ask().priority())
            .withParameters(Parameters.defaults().withMaxTokens(prompt.maxTokens()))
            .withComposition(composer.templateVersion(), draft::markdown);
    return asked(attempt, request)
        .thenComposeAsync(
            generation ->
                inference.templatesAnswer()
                    // The templates' own words need no second look, and would not survive one being
                    // cut.
                    ? CompletableFuture.completedStage(
                        text(
                            generation.text(),
                            generation,
                            Optional.empty(),
                            unwritten(attempt.plan(), draft)))
                    : checkedTwice(attempt, request, generation),
            executor)
        .exceptionally(failure -> withoutModel(draft, failure, started));
  }

  /** Before a model is asked, it is noted which notes its answer will have been written from. */
  private CompletionStage<Generation> asked(Attempt attempt, GenerationRequest request) {
    Assignment assignment = attempt.assignment();
    return sourcing
        .derived(
            assignment.ask().tenant(),
            assignment.citations(),
            attempt.draft().sectionId(),
            inference.fingerprint(request))
        .thenCompose(noted -> attempt.calls().ask(() -> inference.complete(request)));
  }

  /** A text that is turned down is asked for once more, with the reasons. */
  private CompletionStage<Text> checkedTwice(
      Attempt attempt, GenerationRequest request, Generation first) {
    Reviewed reviewed = reviewed(attempt, first);
    Text text = taken(attempt.draft(), first, reviewed);
    if (reviewed.accepted() || cutOff(first) || first.text().isBlank()) {
      return CompletableFuture.completedStage(text);
    }
    List<Message> messages = new ArrayList<>(request.messages());
    messages.add(Message.assistant(first.text()));
    messages.add(Message.user(composer.again(reviewed.findings())));
    return asked(attempt, request.withMessages(messages))
        .handleAsync(
            (second, failure) -> {
              if (failure != null) {
                return text;
              }
              Text again = taken(attempt.draft(), second, reviewed(attempt, second));
              return again.model().isPresent() ? again : text;
            },
            executor);
  }

  private Reviewed reviewed(Attempt attempt, Generation generation) {
    return composer.review(
        attempt.plan(), attempt.draft(), generation.text(), attempt.quotations());
  }

  private static boolean cutOff(Generation generation) {
    return generation.finishReason().equals("length");
  }

  /** The model's text where it may be taken, otherwise the draft and why. */
  private static Text taken(SectionDraft draft, Generation generation, Reviewed reviewed) {
    if (cutOff(generation)) {
      return composed(
          draft,
          generation.elapsed().toMillis(),
          List.of(
              new Finding(
                  "cut-off",
                  draft.sectionId(),
                  "the model %s stopped in the middle of its text".formatted(generation.model()))));
    }
    return reviewed.accepted()
        ? text(reviewed.text().markdown(), generation, Optional.of(generation.model()), List.of())
        : composed(draft, generation.elapsed().toMillis(), reviewed.findings());
  }

  private static Text withoutModel(SectionDraft draft, Throwable failure, long startedNanos) {
    Throwable cause = StageFailure.cause(failure);
    if (!(cause instanceof GenerationException unanswered)) {
      throw failure instanceof CompletionException completion
          ? completion
          : new CompletionException(failure);
    }
    LOG.warn("section {} stands as composed: {}", draft.sectionId(), unanswered.getMessage());
    return composed(
        draft,
        (System.nanoTime() - startedNanos) / 1_000_000,
        List.of(new Finding("model-failed", draft.sectionId(), unanswered.getMessage())));
  }

  /** Templates can not write what a person has added. */
  private static List<Finding> unwritten(DocumentPlan plan, SectionDraft draft) {
    return AddedSection.is(draft.sectionId()) && plan.wording().ownText(draft.sectionId()).isEmpty()
        ? List.of(
            new Finding(
                "outline-only",
                draft.sectionId(),
                plan.brief()
                    .language()
                    .choose(
                        "El apartado añadido contiene solo su propósito: no hay ningún modelo"
                            + " configurado que lo redacte.",
                        "The added section states its purpose only: no model is configured to write"
                            + " it.")))
        : List.of();
  }

  private static Text text(
      String markdown, Generation generation, Optional<String> model, List<Finding> findings) {
    return new Text(
        markdown,
        generation.origin().name().toLowerCase(Locale.ROOT),
        generation.elapsed().toMillis(),
        generation.savedCost().toMillis(),
        model,
        findings(findings));
  }

  private static Text composed(SectionDraft draft, long elapsedMs, List<Finding> findings) {
    return new Text(
        draft.markdown(), STANDS_AS_COMPOSED, elapsedMs, 0, Optional.empty(), findings(findings));
  }

  static List<JobView.Finding> findings(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new JobView.Finding(finding.code(), finding.sectionId(), finding.detail()))
        .toList();
  }
}
