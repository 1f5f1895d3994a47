package io.blatam.bul.queue;

import akka.Done;
import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.Answer;
import io.blatam.bul.api.DocumentFinished;
import io.blatam.bul.api.DocumentQueue;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobPage;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.OutlineEdit;
import io.blatam.bul.api.OutlineView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.api.Submission;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.Production;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.bul.store.JobTable.Admission;
import io.blatam.bul.store.QueueTable;
import io.blatam.platform.OnePerPlatform;
import io.blatam.platform.Platform;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents over the queue. Accepting is one row in {@code bul_job}; then the tenant's {@link
 * TenantQueue} is told, and if that is lost on the way, {@link Awakener} sees to it.
 */
public final class QueuedDocuments implements Documents, RevisedJobs {

  private static final OnePerPlatform<QueuedDocuments> RUNNING =
      new OnePerPlatform<>(platform -> start(platform, ProductionBySubject.on(platform)));

  private static final Logger LOG = LoggerFactory.getLogger(QueuedDocuments.class);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration ADMISSION_ANSWER = Duration.ofSeconds(1);
  private static final Duration PROGRESS_ANSWER = Duration.ofSeconds(15);
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Platform platform;
  private final QueueSettings settings;
  private final JobTable table;
  private final Settling settling;
  private final Places places;
  private final QueueActors actors;
  private final QueueDesk queue;
  private final Consultation consultation;

  private QueuedDocuments(Platform platform, Production production) {
    this.platform = platform;
    this.settings = QueueSettings.of(platform.config());
    this.table = new JobTable(platform.database());
    QueueTable queues = new QueueTable(platform.database());
    this.places = new Places(settings.ageing(), production::provider);
    this.actors =
        QueueActors.start(platform, production, settings, table, queues, new TableListing());
    this.queue = new QueueDesk(platform, settings, actors, table, queues);
    this.consultation = new Consultation(actors);
    this.settling = new Settling(platform);
  }

  /** The one of this actor system, started when first asked for. */
  public static Documents on(Platform platform) {
    return RUNNING.of(platform);
  }

  /** The queue of the one of this actor system. */
  public static DocumentQueue queueOn(Platform platform) {
    return RUNNING.of(platform).queue();
  }

  /** The same, as revisions need it. */
  public static RevisedJobs revisedOn(Platform platform) {
    return RUNNING.of(platform);
  }

  /** As {@link #on}, with other stages than the platform's own. */
  public static QueuedDocuments start(Platform platform, Production production) {
    return new QueuedDocuments(platform, production);
  }

  QueueActors actors() {
    return actors;
  }

  public DocumentQueue queue() {
    return queue;
  }

  @Override
  public CompletionStage<Submission> submit(
      Principal principal,
      DocumentRequest request,
      Optional<String> idempotencyKey,
      String requestId) {
    return submit(
        principal,
        request.json(),
        () -> settling.settle(principal, request),
        idempotencyKey,
        requestId);
  }

  @Override
  public CompletionStage<Submission> submit(
      Principal principal,
      String request,
      Supplier<CompletionStage<Ask>> ask,
      Optional<String> idempotencyKey,
      String requestId) {
    String hash = DigestUtils.sha256Hex(request);
    CompletionStage<Optional<Admission.KeyUsed>> used =
        idempotencyKey
            .map(key -> table.usedKey(principal.tenant(), key))
            .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    return used.thenCompose(
        before ->
            before.isPresent()
                ? repeated(before.get(), hash)
                : ask.get()
                    .thenCompose(made -> admit(principal, made, idempotencyKey, hash, requestId)));
  }

  @Override
  public CompletionStage<Optional<Work>> work(String tenant, String jobId) {
    return known(
        tenant,
        jobId,
        ask ->
            actors
                .job(jobId)
                .<JobCommand.Work>ask(JobCommand.GetWork::new, ANSWER)
                .exceptionally(
                    late -> {
                      throw Problem.unavailable("The job does not answer now; try again.", 2)
                          .asException();
                    })
                .thenApply(QueuedDocuments::done));
  }

  @Override
  public CompletionStage<Stored> stored(String jobId) {
    return actors
        .job(jobId)
        .<JobCommand.Work>ask(JobCommand.GetWork::new, ANSWER)
        .exceptionally(
            late -> {
              throw Problem.unavailable("The job does not answer now; try again.", 2).asException();
            })
        .thenApply(QueuedDocuments::stored);
  }

  private static Stored stored(JobCommand.Work work) {
    boolean restored =
        work.ask().flatMap(Ask::revision).flatMap(revision -> revision.restored()).isPresent();
    List<ArtifactId> texts = new ArrayList<>();
    work.sections().stream()
        .filter(section -> !section.origin().equals(WrittenSection.KEPT))
        .map(WrittenSection::text)
        .forEach(texts::add);
    if (!restored) {
      work.manuscript().ifPresent(manuscript -> texts.addAll(manuscript.mended().values()));
    }
    if (!restored) {
      work.ask()
          .flatMap(Ask::template)
          .flatMap(TemplateFill::filled)
          .map(TemplateFill.Filled::text)
          .filter(text -> !work.manuscript().map(Manuscript::markdown).equals(Optional.of(text)))
          .ifPresent(texts::add);
    }
    return new Stored(
        texts, restored ? Optional.empty() : work.manuscript().map(Manuscript::markdown));
  }

  @Override
  public String persistenceId(String jobId) {
    return JobEntity.persistenceId(jobId);
  }

  private static Work done(JobCommand.Work work) {
    if (work.status() != JobStatus.DONE) {
      throw Problem.conflict(
              "The document is "
                  + work.status().id()
                  + "; it can be revised and compared when it is done.")
          .asException();
    }
    return new Work(
        work.ask().orElseThrow(),
        work.planned().orElseThrow(),
        work.sections(),
        work.manuscript().orElseThrow());
  }

  private CompletionStage<Submission> admit(
      Principal principal, Ask ask, Optional<String> key, String hash, String requestId) {
    return room(principal.tenant())
        .thenCompose(
            room ->
                room == QueueCommand.Room.FREE
                    ? table.admit(ask, places.of(ask), key, hash)
                    : CompletableFuture.failedStage(full(room)))
        .thenCompose(
            admission -> {
              if (admission instanceof Admission.KeyUsed used) {
                return repeated(used, hash);
              }
              audit(principal, requested(ask), ask.jobId(), requestId);
              actors.queue(ask.tenant()).tell(new QueueCommand.Offer(places.entry(ask)));
              return CompletableFuture.completedStage(
                  new Submission(
                      JobViews.of(Job.accepted(ask), platform.clock().instant()), false));
            });
  }

  private static String requested(Ask ask) {
    return ask.revision()
        .map(
            revision ->
                revision.restores().isPresent()
                    ? "document.restore-requested"
                    : "document.revision-requested")
        .orElse("document.requested");
  }

  private CompletionStage<Submission> repeated(Admission.KeyUsed used, String hash) {
    return used.requestSha256().equals(hash)
        ? state(used.ask()).thenApply(job -> new Submission(job, true))
        : CompletableFuture.failedStage(keyUsed(used.ask()));
  }

  /**
   * A queue that does not answer, because it moves to another node, does not keep anybody out: the
   * limit protects, and a job is safe in its row.
   */
  private CompletionStage<QueueCommand.Room> room(String tenant) {
    return actors
        .queue(tenant)
        .<QueueCommand.Room>ask(QueueCommand.Admit::new, ADMISSION_ANSWER)
        .exceptionally(late -> QueueCommand.Room.FREE);
  }

  @Override
  public CompletionStage<Optional<JobView>> find(String tenant, String jobId) {
    return table
        .find(tenant, jobId)
        .thenCompose(
            ask ->
                ask.map(
                        known ->
                            state(known)
                                .thenCompose(job -> inLine(tenant, job))
                                .thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  /** With its place in line, if it waits and its queue says so in time. */
  private CompletionStage<JobView> inLine(String tenant, JobView job) {
    return job.status() == JobStatus.QUEUED
        ? queue.inLine(tenant, job).exceptionally(late -> job)
        : CompletableFuture.completedStage(job);
  }

  @Override
  public Source<Progress, NotUsed> progress(String tenant, String jobId, long after) {
    return Source.lazyCompletionStage(() -> table.find(tenant, jobId))
        .flatMapConcat(ask -> ask.map(known -> stepsOf(known, after)).orElseGet(Source::empty))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  @Override
  public CompletionStage<Optional<JobView>> cancel(
      Principal principal, String jobId, String requestId) {
    return table
        .find(principal.tenant(), jobId)
        .thenCompose(
            ask ->
                ask.isEmpty()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : state(ask.get())
                        .thenCompose(
                            accepted ->
                                actors
                                    .job(jobId)
                                    .<JobCommand.Reply>ask(
                                        replyTo ->
                                            new JobCommand.Cancel(principal.subject(), replyTo),
                                        ANSWER))
                        .thenApply(reply -> cancelled(principal, reply, requestId)));
  }

  @Override
  public CompletionStage<Optional<OutlineView>> outline(String tenant, String jobId) {
    return known(tenant, jobId, ask -> consultation.outline(jobId));
  }

  @Override
  public CompletionStage<Optional<JobView>> settleOutline(
      Principal principal, String jobId, OutlineEdit edit, String requestId) {
    return known(principal.tenant(), jobId, ask -> consultation.settle(principal, jobId, edit))
        .whenComplete(
            (job, failure) -> said(principal, "document.outline-settled", job, requestId));
  }

  @Override
  public CompletionStage<Optional<JobView>> answer(
      Principal principal, String jobId, Answer answer, String requestId) {
    return known(principal.tenant(), jobId, ask -> consultation.answer(principal, jobId, answer))
        .whenComplete((job, failure) -> said(principal, "document.answered", job, requestId));
  }

  private void said(Principal principal, String action, Optional<JobView> job, String requestId) {
    if (job != null) { // null when the stage failed
      job.ifPresent(known -> audit(principal, action, known.id(), requestId));
    }
  }

  /** Empty for another tenant's job. */
  private <T> CompletionStage<Optional<T>> known(
      String tenant, String jobId, Function<Ask, CompletionStage<T>> question) {
    return table
        .find(tenant, jobId)
        .thenCompose(
            ask ->
                ask.map(known -> question.apply(known).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  @Override
  public CompletionStage<JobPage> list(
      String tenant, JobFilter filter, Optional<String> cursor, int limit) {
    try {
      return table.page(tenant, filter, cursor, limit);
    } catch (IllegalArgumentException invalid) {
      return CompletableFuture.failedStage(
          Problem.validation("cursor", "give the \"next\" of the page before").asException());
    }
  }

  private Optional<JobView> cancelled(
      Principal principal, JobCommand.Reply reply, String requestId) {
    JobView job = reply.job().orElseThrow();
    if (job.status() != JobStatus.CANCELLED) {
      throw Problem.conflict(
              "The job is " + job.status().id() + " already; there is nothing left to cancel.")
          .asException();
    }
    audit(principal, "document.cancelled", job.id(), requestId);
    return reply.job();
  }

  /**
   * Tells the job that it was accepted, for the first time or once more; its state, or what it must
   * be if it does not say.
   */
  private CompletionStage<JobView> begin(Ask ask) {
    return actors
        .job(ask.jobId())
        .<JobCommand.Reply>ask(replyTo -> new JobCommand.Accept(ask, replyTo), ANSWER)
        .thenApply(reply -> reply.job().orElseThrow())
        .exceptionally(
            late -> {
              LOG.warn("job {} does not answer yet: {}", ask.jobId(), late.getMessage());
              return JobViews.of(Job.accepted(ask), platform.clock().instant());
            });
  }

  /** A job's state; one that was accepted but never told is told now. */
  private CompletionStage<JobView> state(Ask ask) {
    return actors
        .job(ask.jobId())
        .<JobCommand.Reply>ask(JobCommand.Get::new, ANSWER)
        .exceptionally(
            late -> {
              throw Problem.unavailable("The job does not answer now; try again.", 2).asException();
            })
        .thenCompose(
            reply ->
                reply
                    .job()
                    .map(known -> CompletableFuture.completedStage(known))
                    .orElseGet(() -> begin(ask)));
  }

  /** A job that was only accepted yet knows nothing to tell before it is told so. */
  private Source<Progress, NotUsed> stepsOf(Ask ask, long after) {
    return Source.lazyCompletionStage(() -> state(ask))
        .flatMapConcat(job -> steps(ask, after))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  /** Asks again and again for what is new; each answer waits at the job for something to happen. */
  private Source<Progress, NotUsed> steps(Ask ask, long after) {
    return Source.unfoldAsync(
            new Listening(after, false),
            listening ->
                listening.ended()
                    ? CompletableFuture.completedStage(
                        Optional.<Pair<Listening, List<Progress>>>empty())
                    : actors
                        .job(ask.jobId())
                        .<JobCommand.ProgressReply>ask(
                            replyTo -> new JobCommand.GetProgress(listening.after(), replyTo),
                            PROGRESS_ANSWER)
                        .thenApply(
                            reply ->
                                Optional.of(Pair.create(listening.heard(reply), reply.steps()))))
        .mapConcat(steps -> steps);
  }

  /** What a listener has heard. */
  private record Listening(long after, boolean ended) {

    Listening heard(JobCommand.ProgressReply reply) {
      List<Progress> steps = reply.steps();
      return new Listening(
          steps.isEmpty() ? after : steps.get(steps.size() - 1).id(), reply.ended());
    }
  }

  /** {@code bul_job} follows the journal; what it misses it is told again. */
  private final class TableListing implements JobSurroundings.Listing {

    @Override
    public void changed(Job job) {
      JobView view = JobViews.of(job, platform.clock().instant());
      table
          .follow(view)
          .whenComplete(
              (rows, failure) -> {
                if (failure != null) {
                  LOG.warn(
                      "job {} is {}, lists will say so later: {}",
                      view.id(),
                      view.status().id(),
                      failure.getMessage());
                }
              });
      if (job.ended()) {
        platform
            .events()
            .publish(
                new DocumentFinished(
                    job.ask().tenant(), platform.clock().instant(), view.id(), view.status()));
      }
    }

    @Override
    public CompletionStage<Done> waits(Job job) {
      Entry entry = places.entry(job.ask());
      return table
          .putInLine(JobViews.of(job, platform.clock().instant()), job.ask(), entry.key())
          .thenApply(
              rows -> {
                actors.queue(job.ask().tenant()).tell(new QueueCommand.Offer(entry));
                return Done.getInstance();
              });
    }
  }

  private void audit(Principal principal, String action, String jobId, String requestId) {
    platform
        .audit()
        .record(
            AuditEntry.allowed(platform.clock().instant(), principal, action, jobId, requestId));
  }

  private static RuntimeException keyUsed(Ask ask) {
    return Problem.conflict(
            "The Idempotency-Key was used for another request (job "
                + ask.jobId()
                + "); send a new key with a new request.")
        .asException();
  }

  private static RuntimeException full(QueueCommand.Room room) {
    return (room == QueueCommand.Room.TENANT_FULL
            ? Problem.tooManyRequests(
                "Too many of your documents wait to be written; try again when some are done.",
                RETRY_AFTER_SECONDS)
            : Problem.unavailable(
                "Too many documents wait to be written; try again in a while.",
                RETRY_AFTER_SECONDS))
        .asException();
  }
}
