package io.blatam.bul.production;

import io.blatam.bul.agent.Agents;
import io.blatam.bul.agent.Routing;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.store.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What a document will contain and who writes it, settled once and computed again when needed. */
final class Planning {

  private final RecentPlans plans;
  private final Agents agents;
  private final Sourcing sourcing;
  private final Executor executor;

  Planning(DocumentComposer composer, Agents agents, Sourcing sourcing, Executor executor) {
    this.plans = new RecentPlans(composer);
    this.agents = agents;
    this.sourcing = sourcing;
    this.executor = executor;
  }

  CompletionStage<PlannedDocument> plan(Ask ask) {
    Optional<Revision> revision = ask.revision();
    if (revision.isPresent()) {
      return CompletableFuture.completedStage(revision.get().planned());
    }
    return agents
        .route(ask.tenant(), ask.parsed().brief())
        .thenComposeAsync(
            routing -> {
              DocumentPlan plan = plans.of(ask);
              return citations(ask, plan)
                  .thenApply(
                      citations ->
                          planned(plan, routing, citations).asking(routing.clarification()));
            },
            executor);
  }

  /** The plan as it was made, whatever a person has changed. */
  DocumentPlan asMade(Ask ask) {
    return plans.of(ask);
  }

  /** With the sections that a person wants, where somebody has edited them. */
  DocumentPlan planOf(Ask ask, PlannedDocument planned) {
    DocumentPlan plan = plans.of(ask);
    return planned.edited() ? plan.with(planned.outline()) : plan;
  }

  Assignment assignment(Ask ask, PlannedDocument planned) {
    return new Assignment(ask, planOf(ask, planned), expert(planned), planned.citations());
  }

  private CompletionStage<List<Citation>> citations(Ask ask, DocumentPlan plan) {
    return ask.parsed().handling().mayQuote(plan.brief().type().definition().forThePublic())
        ? sourcing.cite(ask.tenant(), plan)
        : CompletableFuture.completedStage(List.of());
  }

  /**
   * The agent of the area it was routed to; of the first one where that area has been taken away
   * since.
   */
  private SmeAgent expert(PlannedDocument planned) {
    return agents
        .experts()
        .of(new BusinessArea(planned.area()))
        .orElseGet(() -> agents.experts().all().get(0));
  }

  private static PlannedDocument planned(
      DocumentPlan plan, Routing routing, List<Citation> citations) {
    return new PlannedDocument(
        DocumentName.title(plan.brief()),
        routing.area().id(),
        reasons(plan, routing),
        plan.outline().sections().stream()
            .map(
                section ->
                    new PlannedSection(
                        section.id(),
                        section.title(),
                        section.narrative(),
                        section.purpose(),
                        section.words()))
            .toList(),
        Optional.empty(),
        false,
        citations);
  }

  /** Why this area, and what was read from the text rather than named by the brief. */
  private static List<String> reasons(DocumentPlan plan, Routing routing) {
    CompleteBrief brief = plan.brief();
    List<String> reasons = new ArrayList<>(routing.reasons());
    if (brief.asked().language().isEmpty()) {
      reasons.add(
          brief
              .language()
              .choose("idioma español, el del texto", "language English, as in the text"));
    }
    return reasons;
  }
}
