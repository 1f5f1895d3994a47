package io.blatam.bul.queue;

import io.blatam.bul.agent.Agents;
import io.blatam.bul.agent.Clarification;
import io.blatam.bul.agent.Routing;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefCompletion;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.profile.AgentMemory;
import io.blatam.bul.profile.StoredProfile;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.MemoryTable.Decision;
import io.blatam.bul.template.TemplateAsks;
import io.blatam.platform.Platform;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is settled before an ask is accepted, and stored with it: which document it is for and what
 * the company's profile said then. So the plan stays a pure function of the ask, whatever changes
 * later. Where the document is not clear, the likeliest is stored and the plan asks.
 */
final class Settling {
  private final Platform platform;

  Settling(Platform platform) {
    this.platform = platform;
  }

  /** The ask; fails with 400 and the question to answer when nothing tells its document. */
  CompletionStage<Ask> settle(Principal principal, DocumentRequest request) {
    return request.template().isPresent()
        ? new TemplateAsks(platform).settle(principal, request)
        : settleBrief(principal, request);
  }

  private CompletionStage<Ask> settleBrief(Principal principal, DocumentRequest request) {
    Agents agents = Agents.on(platform);
    String tenant = principal.tenant();
    CompletionStage<Function<DocumentType, CompanyProfile>> profile =
        agents
            .profiles()
            .of(tenant)
            .thenApply(StoredProfile::inDocuments)
            .thenCombine(
                agents.memory().of(tenant),
                (known, decisions) -> type -> withTone(known, decisions, type));
    return type(agents, tenant, request.brief())
        .thenCombine(profile, (type, known) -> ask(principal, request, type, known.apply(type)))
        .thenCompose(
            ask ->
                agents
                    .memory()
                    .learn(tenant, request.brief(), DocumentType.of(ask.documentType()))
                    .thenApply(learned -> ask));
  }

  private static CompletionStage<DocumentType> type(Agents agents, String tenant, Brief brief) {
    return brief.documentType().isPresent()
        ? CompletableFuture.completedStage(brief.documentType().get())
        : agents.route(tenant, brief).thenApply(Settling::likeliest);
  }

  private static DocumentType likeliest(Routing routing) {
    return routing
        .documentType()
        .or(() -> routing.types().stream().findFirst().map(Routing.Candidate::id))
        .map(DocumentType::of)
        .orElseThrow(() -> unclear(routing.clarification().orElseThrow()));
  }

  private static RuntimeException unclear(Clarification clarification) {
    return Problem.validation(
            "document_type",
            clarification.question()
                + clarification.choices().stream()
                    .map(c -> c.label() + c.documentType().map(t -> " (" + t + ")").orElse(""))
                    .collect(Collectors.joining("; ", " ", "")))
        .asException();
  }

  /** The tone last asked for in such a document stands in where the profile has none. */
  private static CompanyProfile withTone(
      CompanyProfile profile, List<Decision> decisions, DocumentType type) {
    return Optional.ofNullable(AgentMemory.values(decisions, AgentMemory.TONE).get(type.id()))
        .map(Tone::of)
        .map(profile::orTone)
        .orElse(profile);
  }

  private Ask ask(
      Principal principal, DocumentRequest request, DocumentType type, CompanyProfile profile) {
    Instant now = platform.now();
    CompleteBrief brief =
        BriefCompletion.complete(
            request.brief().as(type), profile, LocalDate.ofInstant(now, ZoneOffset.UTC));
    return new Ask(
        UUID.randomUUID().toString(),
        principal.tenant(),
        principal.subject(),
        request.of(profile).json(),
        request.priority(),
        request.formats().stream().map(format -> format.extension()).toList(),
        now,
        brief.type().id(),
        brief.language().code(),
        brief.brief().title().orElseGet(() -> brief.type().label(brief.language())),
        request.handling().deadline());
  }
}
