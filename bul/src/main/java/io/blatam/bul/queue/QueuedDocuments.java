package io.blatam.bul.queue;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.DocumentFinished;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobPage;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.api.Submission;
import io.blatam.bul.production.DocumentProduction;
import io.blatam.bul.production.Production;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.bul.store.JobTable.Admission;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents over the queue. Accepting is one transaction on {@code bul_job}; then the job's entity
 * is told, and if that is lost on the way, {@link Awakener} tells it again.
 */
public final class QueuedDocuments implements Documents {

  private static final Logger LOG = LoggerFactory.getLogger(QueuedDocuments.class);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration PROGRESS_ANSWER = Duration.ofSeconds(15);
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Platform platform;
  private final QueueSettings settings;
  private final JobTable table;
  private final ClusterSharding sharding;
  private final Settling settling;

  private QueuedDocuments(Platform platform, QueueSettings settings) {
    this.platform = platform;
    this.settings = settings;
    this.table = new JobTable(platform.database());
    this.sharding = ClusterSharding.get(platform.system());
    this.settling = new Settling(platform);
  }

  /** The one of this actor system, started when first asked for. */
  public static Documents on(Platform platform) {
    return OnePerSystem.ID.apply(platform.system()).documents(platform);
  }

  static QueuedDocuments start(Platform platform, Production production) {
    QueuedDocuments documents = new QueuedDocuments(platform, QueueSettings.of(platform.config()));
    documents.startJobs(production);
    documents.startAwakener();
    return documents;
  }

  private void startJobs(Production production) {
    ActorRef<Workers.Command> workers =
        platform
            .system()
            .systemActorOf(
                Workers.create(settings.atOnce(), settings.atOncePerTenant()),
                "bul-workers",
                Props.empty());
    JobEntity.Surroundings surroundings =
        new JobEntity.Surroundings(
            new Steps(production, platform.clock()),
            workers,
            this::list,
            settings,
            platform.clock());
    var jobs = Entity.of(JobEntity.KEY, entity -> JobEntity.create(entity, surroundings));
    sharding.init(settings.role().map(jobs::withRole).orElse(jobs));
  }

  private void startAwakener() {
    Behavior<Awakener.Command> awakener =
        Awakener.create(table, accept -> job(accept.ask().jobId()).tell(accept), settings.awaken());
    ClusterSingletonSettings where = ClusterSingletonSettings.create(platform.system());
    ClusterSingleton.get(platform.system())
        .init(
            SingletonActor.of(awakener, "bul-awakener")
                .withSettings(settings.role().map(where::withRole).orElse(where)));
  }

  @Override
  public CompletionStage<Submission> submit(
      Principal principal,
      DocumentRequest request,
      Optional<String> idempotencyKey,
      String requestId) {
    String hash = sha256(request.json());
    return settling
        .settle(principal, request)
        .thenCompose(ask -> admit(principal, ask, idempotencyKey, hash, requestId));
  }

  private CompletionStage<Submission> admit(
      Principal principal,
      Ask ask,
      Optional<String> idempotencyKey,
      String hash,
      String requestId) {
    return table
        .admit(ask, idempotencyKey, hash, settings.waiting(), settings.waitingPerTenant())
        .thenCompose(
            admission -> {
              if (admission instanceof Admission.Accepted) {
                audit(principal, "document.requested", ask.jobId(), requestId);
                return begin(ask).thenApply(job -> new Submission(job, false));
              }
              if (admission instanceof Admission.KeyUsed used) {
                return used.requestSha256().equals(hash)
                    ? state(used.ask()).thenApply(job -> new Submission(job, true))
                    : CompletableFuture.failedStage(keyUsed(used.ask()));
              }
              return CompletableFuture.failedStage(full(((Admission.Full) admission).ofTenant()));
            });
  }

  @Override
  public CompletionStage<Optional<JobView>> find(String tenant, String jobId) {
    return table
        .find(tenant, jobId)
        .thenCompose(
            ask ->
                ask.map(known -> state(known).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  @Override
  public Source<Progress, NotUsed> progress(String tenant, String jobId, long after) {
    return Source.lazyCompletionStage(() -> table.find(tenant, jobId))
        .flatMapConcat(ask -> ask.map(known -> steps(known, after)).orElseGet(Source::empty))
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
                                job(jobId)
                                    .<JobCommand.Reply>ask(
                                        replyTo ->
                                            new JobCommand.Cancel(principal.subject(), replyTo),
                                        ANSWER))
                        .thenApply(reply -> cancelled(principal, reply, requestId)));
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
    return job(ask.jobId())
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
    return job(ask.jobId())
        .<JobCommand.Reply>ask(JobCommand.Get::new, ANSWER)
        .exceptionally(
            late -> {
              throw Problem.unavailable("The job does not answer now; try again.", 2).asException();
            })
        .thenCompose(
            reply ->
                reply
                    .job()
                    .map(
                        known -> (CompletionStage<JobView>) CompletableFuture.completedStage(known))
                    .orElseGet(() -> begin(ask)));
  }

  /** Asks again and again for what is new; each answer waits at the job for something to happen. */
  private Source<Progress, NotUsed> steps(Ask ask, long after) {
    return Source.unfoldAsync(
            new Listening(after, false),
            listening ->
                listening.ended()
                    ? CompletableFuture.completedStage(
                        Optional.<Pair<Listening, List<Progress>>>empty())
                    : job(ask.jobId())
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

  private EntityRef<JobCommand> job(String jobId) {
    return sharding.entityRefFor(JobEntity.KEY, jobId);
  }

  private void list(String tenant, JobView job) {
    table
        .follow(job)
        .whenComplete(
            (rows, failure) -> {
              if (failure != null) {
                LOG.warn(
                    "job {} is {}, lists will say so later: {}",
                    job.id(),
                    job.status().id(),
                    failure.getMessage());
              }
            });
    if (job.status().ended()) {
      platform
          .events()
          .publish(
              new DocumentFinished(tenant, platform.clock().instant(), job.id(), job.status()));
    }
  }

  private void audit(Principal principal, String action, String jobId, String requestId) {
    platform
        .audit()
        .record(
            new AuditEntry(
                platform.clock().instant(),
                principal.tenant(),
                principal.subject(),
                action,
                jobId,
                AuditEntry.Outcome.ALLOWED,
                requestId));
  }

  private static RuntimeException keyUsed(Ask ask) {
    return Problem.conflict(
            "The Idempotency-Key was used for another request (job "
                + ask.jobId()
                + "); send a new key with a new request.")
        .asException();
  }

  private static RuntimeException full(boolean ofTenant) {
    return (ofTenant
            ? Problem.tooManyRequests(
                "Too many of your documents wait to be written; try again when some are done.",
                RETRY_AFTER_SECONDS)
            : Problem.unavailable(
                "Too many documents wait to be written; try again in a while.",
                RETRY_AFTER_SECONDS))
        .asException();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static final class OnePerSystem implements Extension {
    private static final ExtensionId<OnePerSystem> ID =
        new ExtensionId<>() {
          @Override
          public OnePerSystem createExtension(ActorSystem<?> system) {
            return new OnePerSystem();
          }
        };

    private Optional<Documents> documents = Optional.empty();

    private synchronized Documents documents(Platform platform) {
      if (documents.isEmpty()) {
        documents = Optional.of(start(platform, new DocumentProduction(platform)));
      }
      return documents.get();
    }
  }
}
