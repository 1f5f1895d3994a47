package io.blatam.gamma.production;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.bul.api.CompanyCards;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.gamma.api.PresentationFinished;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.api.PresentationStatus;
import io.blatam.gamma.api.PresentationView;
import io.blatam.gamma.presentation.DeckWriter;
import io.blatam.gamma.presentation.DeckWriter.Deck;
import io.blatam.gamma.store.Claim;
import io.blatam.gamma.store.ClaimTable;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
import io.blatam.platform.StageFailure;
import io.blatam.platform.Unavailable;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.event.DomainEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one claimed presentation from beginning to end. Every stage may be repeated after a crash:
 * texts come from the cache, artifacts are stored by their content, and the end is written once.
 */
final class Production {

  private static final Logger LOG = LoggerFactory.getLogger(Production.class);

  private final ActorSystem<?> system;
  private final ArtifactStore artifacts;
  private final DomainEvents events;
  private final Clock clock;
  private final GammaSettings settings;
  private final ClaimTable claims;
  private final DeckWriter writer;
  private final CompanyCards companies;
  private final Exporter exporter = Exporter.create();
  private final Executor renderers;

  Production(Platform platform, GammaSettings settings, ClaimTable claims) {
    this.system = platform.system();
    this.artifacts = platform.artifacts();
    this.events = platform.events();
    this.clock = platform.clock();
    this.settings = settings;
    this.claims = claims;
    this.companies = CompanyCards.on(platform);
    this.writer =
        new DeckWriter(
            Inference.get(system), akka.stream.SystemMaterializer.get(system).materializer());
    this.renderers =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("blatam.gamma.dispatcher"));
  }

  /** Never fails: what goes wrong is written where the caller sees it. */
  CompletionStage<Void> make(Claim claim) {
    AcceptedAsk ask = AcceptedAsk.read(claim.request());
    PresentationRequest request = ask.request();
    LocalDate date = claim.createdAt().atZone(ZoneOffset.UTC).toLocalDate();
    return writer
        .write(claim.tenant(), request, ask.company(), date)
        .thenCompose(deck -> render(claim, request, deck))
        .handle(
            (done, failure) -> failure == null ? ok() : failed(claim, StageFailure.cause(failure)))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Void> render(Claim claim, PresentationRequest request, Deck deck) {
    return claims
        .written(claim.id(), deck.slides(), deck.generator(), clock.instant())
        .thenComposeAsync(
            ours -> {
              if (!ours) {
                return ok();
              }
              return Source.from(request.wantedFormats())
                  .mapAsync(1, format -> store(claim, deck, format))
                  .runWith(Sink.seq(), system)
                  .thenCompose(files -> finish(claim, files));
            },
            renderers);
  }

  private CompletionStage<PresentationView.File> store(Claim claim, Deck deck, String name) {
    ExportFormat format = ExportFormat.fromName(name).orElseThrow();
    return rendered(claim.tenant(), deck, format)
        .thenCompose(
            bytes ->
                artifacts.put(
                    claim.tenant(),
                    format.mediaType(),
                    Source.single(ByteString.fromArrayUnsafe(bytes))))
        .thenApply(
            artifact ->
                new PresentationView.File(
                    name,
                    FileName.of(deck.title(), format.extension()),
                    format.mediaType(),
                    artifact.size(),
                    artifact.id()));
  }

  private CompletionStage<byte[]> rendered(String tenant, Deck deck, ExportFormat format) {
    if (format == ExportFormat.MD) {
      return CompletableFuture.completedStage(deck.markdown().getBytes(StandardCharsets.UTF_8));
    }
    return companies
        .logo(tenant, Exporter.logo(deck.markdown()))
        .thenApplyAsync(logo -> exporter.export(deck.markdown(), logo, format), renderers);
  }

  private CompletionStage<Void> finish(Claim claim, List<PresentationView.File> files) {
    return claims
        .done(claim.id(), files, clock.instant())
        .thenAccept(ours -> announce(ours, claim, PresentationStatus.DONE));
  }

  private CompletionStage<Void> failed(Claim claim, Throwable failure) {
    Instant now = clock.instant();
    boolean again = isTransient(failure) && claim.attempt() < settings.attempts();
    if (failure instanceof Unavailable) {
      // Nothing can be stored now; the lease runs out, and then somebody tries again.
      LOG.warn("presentation {} waits: {}", claim.id(), failure.getMessage());
      return ok();
    }
    if (again) {
      LOG.info("presentation {} is tried again: {}", claim.id(), failure.getMessage());
      Instant later = now.plus(settings.retryAfter().multipliedBy(claim.attempt()));
      return claims.retry(claim.id(), failure.getMessage(), later, now).thenAccept(ours -> {});
    }
    if (!(failure instanceof GenerationException)) {
      LOG.error("presentation {} failed", claim.id(), failure);
    }
    String why =
        failure instanceof GenerationException
            ? failure.getMessage()
            : "The presentation could not be made; the failure was logged under its id.";
    return claims
        .failed(claim.id(), why, now)
        .thenAccept(ours -> announce(ours, claim, PresentationStatus.FAILED));
  }

  private void announce(boolean ours, Claim claim, PresentationStatus status) {
    if (ours) {
      events.publish(new PresentationFinished(claim.tenant(), clock.instant(), claim.id(), status));
    }
  }

  private static boolean isTransient(Throwable failure) {
    if (failure instanceof GenerationException model) {
      return switch (model.reason()) {
        case RATE_LIMITED, UNAVAILABLE, TIMEOUT, PROTOCOL -> true;
        case UNKNOWN_MODEL, REJECTED, UNAUTHORIZED, TOO_LARGE -> false;
      };
    }
    return failure instanceof RejectedExecutionException;
  }

  private static CompletionStage<Void> ok() {
    return CompletableFuture.completedStage(null);
  }
}
