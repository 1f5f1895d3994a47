package io.blatam.bul.production;

import io.blatam.bul.api.JobView;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Finding;
import io.blatam.bul.document.Quotation;
import io.blatam.bul.document.Reviewed;
import io.blatam.bul.document.SectionDraft;
import io.blatam.bul.document.SectionPrompt;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
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
 * taken; when it is turned down, or there is none, the section stands as it was composed and a
 * finding says why, because a document without a model's polish is worth more than none.
 */
final class Writing {

  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

  /** The provider that answers with the composed draft itself. */
  private static final String TEMPLATE = "template";

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
  private final Sourcing sourcing;
  private final Executor executor;

  Writing(DocumentComposer composer, Inference inference, Sourcing sourcing, Executor executor) {
    this.composer = composer;
    this.inference = inference;
    this.sourcing = sourcing;
    this.executor = executor;
  }

  CompletionStage<Text> write(
      String tenant, DocumentPlan plan, PlannedDocument planned, String sectionId) {
    return CompletableFuture.supplyAsync(() -> composer.compose(plan, sectionId), executor)
        .thenCompose(
            draft ->
                plan.outline().section(sectionId).narrative()
                    ? generate(tenant, plan, planned, draft)
                    : CompletableFuture.completedStage(composed(draft, 0, List.of())));
  }

  private CompletionStage<Text> generate(
      String tenant, DocumentPlan plan, PlannedDocument planned, SectionDraft draft) {
    return sourcing
        .quotations(tenant, plan, planned.citations(), draft.sectionId())
        .thenComposeAsync(
            quotations -> generate(tenant, plan, planned, draft, quotations), executor);
  }

  private CompletionStage<Text> generate(
      String tenant,
      DocumentPlan plan,
      PlannedDocument planned,
      SectionDraft draft,
      List<Quotation> quotations) {
    long started = System.nanoTime();
    SectionPrompt prompt = composer.prompt(plan, planned.expert(), draft, quotations);
    GenerationRequest request =
        GenerationRequest.of(
                tenant, List.of(Message.system(prompt.system()), Message.user(prompt.user())))
            .withParameters(Parameters.defaults().withMaxTokens(prompt.maxTokens()))
            .withComposition(composer.templateVersion(), draft::markdown);
    return sourcing
        .derived(tenant, planned.citations(), draft.sectionId(), inference.fingerprint(request))
        .thenCompose(noted -> inference.complete(request))
        .thenApplyAsync(generation -> checked(plan, draft, generation, quotations), executor)
        .exceptionally(failure -> withoutModel(draft, failure, started));
  }

  private Text checked(
      DocumentPlan plan, SectionDraft draft, Generation generation, List<Quotation> quotations) {
    // What the templates composed needs no second look, and would not survive one of its own words
    // being cut.
    if (templatesAnswer()) {
      return text(generation.text(), generation, Optional.empty());
    }
    if (generation.finishReason().equals("length")) {
      return composed(
          draft,
          generation.elapsed().toMillis(),
          List.of(
              new Finding(
                  "cut-off",
                  draft.sectionId(),
                  "the model %s stopped in the middle of its text".formatted(generation.model()))));
    }
    Reviewed reviewed = composer.review(plan, draft, generation.text(), quotations);
    return reviewed.accepted()
        ? text(reviewed.text().markdown(), generation, Optional.of(generation.model()))
        : composed(draft, generation.elapsed().toMillis(), reviewed.findings());
  }

  private boolean templatesAnswer() {
    return inference.models().get(0).provider().equals(TEMPLATE);
  }

  private static Text withoutModel(SectionDraft draft, Throwable failure, long startedNanos) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
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

  private static Text text(String markdown, Generation generation, Optional<String> model) {
    return new Text(
        markdown,
        generation.origin().name().toLowerCase(Locale.ROOT),
        generation.elapsed().toMillis(),
        generation.savedCost().toMillis(),
        model,
        List.of());
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
