package io.blatam.gamma.production;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.japi.Pair;
import akka.pattern.Patterns;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.CompanyCards;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.api.PresentationStep;
import io.blatam.gamma.api.PresentationView;
import io.blatam.gamma.store.Acceptance;
import io.blatam.gamma.store.ClaimTable;
import io.blatam.gamma.store.NewPresentation;
import io.blatam.gamma.store.PresentationTable;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.audit.AuditLog;
import io.blatam.platform.identity.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.commons.codec.digest.DigestUtils;

/** Accepts presentations, sees to it that they are made, and tells how they are getting on. */
public final class Presentations {

  /** How often a listener's stream looks for the next step. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final ActorSystem<?> system;
  private final Clock clock;
  private final AuditLog audit;
  private final GammaSettings settings;
  private final PresentationTable table;
  private final ActorRef<PresentationWorker.Command> worker;
  private final CompanyCards companies;

  private Presentations(
      Platform platform,
      GammaSettings settings,
      PresentationTable table,
      ActorRef<PresentationWorker.Command> worker) {
    this.system = platform.system();
    this.clock = platform.clock();
    this.audit = platform.audit();
    this.settings = settings;
    this.table = table;
    this.worker = worker;
    this.companies = CompanyCards.on(platform);
  }

  /** Starts this process's worker. */
  public static Presentations start(Platform platform, GammaSettings settings) {
    ClaimTable claims = new ClaimTable(platform.database(), UUID.randomUUID().toString());
    ActorRef<PresentationWorker.Command> worker =
        platform
            .system()
            .systemActorOf(
                PresentationWorker.create(
                    settings, claims, new Production(platform, settings, claims), platform.clock()),
                "gamma-presentations",
                Props.empty());
    return new Presentations(
        platform, settings, new PresentationTable(platform.database()), worker);
  }

  /** Completes when the presentation is durable, or will not be. */
  public CompletionStage<Acceptance> submit(
      Principal caller,
      PresentationRequest request,
      Optional<String> idempotencyKey,
      String requestId) {
    String asked = AcceptedAsk.asked(request);
    return companies
        .of(caller.tenant(), request.company(), request.spokenLanguage().code())
        .thenCompose(
            company ->
                accept(
                    caller,
                    new NewPresentation(
                        UUID.randomUUID().toString(),
                        caller.tenant(),
                        caller.subject(),
                        idempotencyKey,
                        new AcceptedAsk(request, company).json(),
                        DigestUtils.sha256Hex(asked),
                        request.topic().strip(),
                        request.deckKind().id(),
                        request.spokenLanguage().code(),
                        request.wantedFormats(),
                        clock.instant()),
                    requestId));
  }

  private CompletionStage<Acceptance> accept(
      Principal caller, NewPresentation asked, String requestId) {
    return table
        .accept(asked, settings.unfinishedPerTenant())
        .thenApply(
            acceptance -> {
              if (acceptance instanceof Acceptance.Accepted) {
                worker.tell(PresentationWorker.Wake.INSTANCE);
                record(caller, "presentation.requested", asked.id(), requestId);
              }
              return acceptance;
            });
  }

  /** Empty for another tenant's presentation. */
  public CompletionStage<Optional<PresentationView>> find(String tenant, String id) {
    return table.find(tenant, id);
  }

  /** Newest first, of positions below {@code before}. */
  public CompletionStage<List<PresentationView>> list(String tenant, long before, int limit) {
    return table.list(tenant, before, limit);
  }

  /** Ends a presentation that has not ended; gives how it stands then. */
  public CompletionStage<Optional<PresentationView>> cancel(
      Principal caller, String id, String requestId) {
    record(caller, "presentation.cancelled", id, requestId);
    return table.cancel(caller.tenant(), id, clock.instant());
  }

  /**
   * The steps after that one, past and to come; completes with the presentation's end. The caller
   * has made sure that the presentation is the listener's.
   */
  public Source<PresentationStep, NotUsed> steps(String id, long after) {
    return Source.unfoldAsync(
            Optional.of(after),
            last ->
                last.map(seen -> next(id, seen))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())))
        .mapConcat(steps -> steps);
  }

  private CompletionStage<Optional<Pair<Optional<Long>, List<PresentationStep>>>> next(
      String id, long seen) {
    return table
        .steps(id, seen)
        .thenCompose(
            steps -> {
              if (steps.isEmpty()) {
                return Patterns.after(
                    LOOK,
                    system.classicSystem(),
                    () -> CompletableFuture.completedStage(going(Optional.of(seen), steps)));
              }
              PresentationStep last = steps.get(steps.size() - 1);
              Optional<Long> from =
                  last.status().ended() ? Optional.empty() : Optional.of(last.id());
              return CompletableFuture.completedStage(going(from, steps));
            });
  }

  private static Optional<Pair<Optional<Long>, List<PresentationStep>>> going(
      Optional<Long> from, List<PresentationStep> steps) {
    return Optional.of(Pair.create(from, steps));
  }

  private void record(Principal caller, String action, String id, String requestId) {
    audit.record(AuditEntry.allowed(clock.instant(), caller, action, id, requestId));
  }
}
