package io.blatam.bul.production;

import io.blatam.bul.api.JobView;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Finding;
import io.blatam.bul.document.Reviewed;
import io.blatam.bul.document.SectionDraft;
import io.blatam.bul.document.SectionPrompt;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One section: composed from its template, and where it is narrative given to the model behind the
 * cache, whose answer is checked against the figures before it is taken.
 */
final class Writing {

  /** Set in the front matter and here alike: who wrote a text that no model wrote. */
  static final String TEMPLATE = "template";

  /** A section's text and how it came about. */
  record Text(
      String markdown,
      String origin,
      long elapsedMs,
      long savedMs,
      String model,
      List<JobView.Finding> findings) {}

  private final DocumentComposer composer;
  private final Inference inference;
  private final Executor executor;

  Writing(DocumentComposer composer, Inference inference, Executor executor) {
    this.composer = composer;
    this.inference = inference;
    this.executor = executor;
  }

  CompletionStage<Text> write(String tenant, DocumentPlan plan, String sectionId) {
    return CompletableFuture.supplyAsync(() -> composer.compose(plan, sectionId), executor)
        .thenCompose(
            draft ->
                plan.outline().section(sectionId).narrative()
                    ? generate(tenant, plan, draft)
                    : CompletableFuture.completedStage(computed(draft)));
  }

  private CompletionStage<Text> generate(String tenant, DocumentPlan plan, SectionDraft draft) {
    SectionPrompt prompt = composer.prompt(plan, draft);
    GenerationRequest request =
        GenerationRequest.of(
                tenant, List.of(Message.system(prompt.system()), Message.user(prompt.user())))
            .withParameters(Parameters.defaults().withMaxTokens(prompt.maxTokens()))
            .withComposition(composer.templateVersion(), draft::markdown);
    return inference
        .complete(request)
        .thenApplyAsync(generation -> checked(plan, draft, generation), executor);
  }

  private Text checked(DocumentPlan plan, SectionDraft draft, Generation generation) {
    // What the templates composed needs no second look, and would not survive one of its own words
    // being cut.
    if (generation.model().startsWith(TEMPLATE)) {
      return text(generation.text(), generation, List.of());
    }
    Reviewed reviewed = composer.review(plan, draft, generation.text());
    return text(reviewed.text().markdown(), generation, findings(reviewed.findings()));
  }

  private static Text text(String markdown, Generation generation, List<JobView.Finding> findings) {
    return new Text(
        markdown,
        generation.origin().name().toLowerCase(Locale.ROOT),
        generation.elapsed().toMillis(),
        generation.savedCost().toMillis(),
        generation.model(),
        findings);
  }

  private static Text computed(SectionDraft draft) {
    return new Text(draft.markdown(), "computed", 0, 0, TEMPLATE, List.of());
  }

  static List<JobView.Finding> findings(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new JobView.Finding(finding.code(), finding.sectionId(), finding.detail()))
        .toList();
  }
}
