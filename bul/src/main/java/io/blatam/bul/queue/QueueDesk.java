package io.blatam.bul.queue;

import akka.actor.typed.javadsl.AskPattern;
import io.blatam.bul.api.DeadLetter;
import io.blatam.bul.api.DeadLetterFilter;
import io.blatam.bul.api.DocumentQueue;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.QueueView;
import io.blatam.bul.store.DeadLetterTable;
import io.blatam.bul.store.QueueTable;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@link DocumentQueue} over the queue's actors and tables. */
final class QueueDesk implements DocumentQueue {

  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration LOAD_ANSWER = Duration.ofSeconds(1);
  private static final int AT_ONCE = 1_000;

  /** Places in line that are counted in the table. */
  private static final int COUNTED = 10_000;

  private final Platform platform;
  private final QueueSettings settings;
  private final QueueActors actors;
  private final Jobs jobs;
  private final QueueTable queues;
  private final DeadLetterTable letters;

  QueueDesk(
      Platform platform, QueueSettings settings, QueueActors actors, Jobs jobs, QueueTable queues) {
    this.platform = platform;
    this.settings = settings;
    this.actors = actors;
    this.jobs = jobs;
    this.queues = queues;
    this.letters = new DeadLetterTable(platform.database());
  }

  @Override
  public CompletionStage<QueueView> look(String tenant) {
    return answer(actors.queue(tenant).ask(QueueCommand.Look::new, ANSWER))
        .thenCompose(depth -> view(tenant, depth));
  }

  @Override
  public CompletionStage<QueueView> pause(Principal admin, String requestId) {
    return paused(admin, true, "queue.paused", requestId);
  }

  @Override
  public CompletionStage<QueueView> resume(Principal admin, String requestId) {
    return paused(admin, false, "queue.resumed", requestId);
  }

  private CompletionStage<QueueView> paused(
      Principal admin, boolean paused, String action, String requestId) {
    CompletionStage<QueueCommand.Depth> asked =
        actors
            .queue(admin.tenant())
            .ask(replyTo -> new QueueCommand.Pause(admin.subject(), paused, replyTo), ANSWER);
    return answer(asked)
        .thenCompose(
            depth -> {
              audit(admin, action, admin.tenant(), requestId);
              return view(admin.tenant(), depth);
            });
  }

  @Override
  public CompletionStage<QueueView> pauseEverything(Principal operator, String requestId) {
    return queues
        .pauseEverything(operator.subject(), now())
        .thenCompose(rows -> everything(operator, "queue.everything-paused", requestId));
  }

  @Override
  public CompletionStage<QueueView> resumeEverything(Principal operator, String requestId) {
    return queues
        .resumeEverything()
        .thenCompose(rows -> everything(operator, "queue.everything-resumed", requestId));
  }

  private CompletionStage<QueueView> everything(
      Principal operator, String action, String requestId) {
    actors.coordinator().tell(new DispatchCommand.PauseChanged());
    audit(operator, action, "everything", requestId);
    return look(operator.tenant());
  }

  @Override
  public CompletionStage<DeadLetter.Page> deadLetters(
      String tenant, DeadLetterFilter filter, Optional<String> cursor, int limit) {
    try {
      return letters.page(tenant, filter, cursor, limit);
    } catch (IllegalArgumentException invalid) {
      return CompletableFuture.failedStage(
          Problem.validation("cursor", "give the \"next\" of the page before").asException());
    }
  }

  @Override
  public CompletionStage<Optional<JobView>> replay(
      Principal principal, String jobId, String requestId) {
    return jobs.known(
        principal.tenant(),
        jobId,
        ask ->
            jobs.<JobCommand.Reply>ask(
                    jobId, replyTo -> new JobCommand.Replay(principal.subject(), replyTo))
                .thenApply(
                    reply -> {
                      JobView job =
                          reply
                              .job()
                              .filter(known -> known.status() == JobStatus.QUEUED)
                              .orElseThrow(() -> notFailed(reply));
                      audit(principal, "document.replayed", job.id(), requestId);
                      return job;
                    }));
  }

  private static RuntimeException notFailed(JobCommand.Reply reply) {
    return Problem.conflict(
            "The job is "
                + reply.job().map(job -> job.status().id()).orElse("queued")
                + "; only a failed one can be tried again.")
        .asException();
  }

  @Override
  public CompletionStage<Integer> replay(
      Principal principal, DeadLetterFilter filter, String requestId) {
    return each(
        principal.tenant(),
        filter,
        letter ->
            replay(principal, letter.id(), requestId)
                .thenApply(Optional::isPresent)
                // Replayed or cancelled by somebody else in the meantime.
                .exceptionally(failure -> false));
  }

  @Override
  public CompletionStage<Boolean> purge(Principal principal, String jobId, String requestId) {
    return letters
        .purge(principal.tenant(), jobId, JobEntity.persistenceId(jobId))
        .thenApply(
            removed -> {
              if (removed > 0) {
                audit(principal, "document.purged", jobId, requestId);
              }
              return removed > 0;
            });
  }

  @Override
  public CompletionStage<Integer> purge(
      Principal principal, DeadLetterFilter filter, String requestId) {
    return each(principal.tenant(), filter, letter -> purge(principal, letter.id(), requestId));
  }

  /** One after the other, so that a thousand do not crowd out everything else. */
  private CompletionStage<Integer> each(
      String tenant,
      DeadLetterFilter filter,
      Function<DeadLetter, CompletionStage<Boolean>> action) {
    return letters
        .page(tenant, filter, Optional.empty(), AT_ONCE)
        .thenCompose(
            page -> {
              CompletionStage<Integer> done = CompletableFuture.completedStage(0);
              for (DeadLetter letter : page.letters()) {
                done =
                    done.thenCompose(
                        count -> action.apply(letter).thenApply(did -> count + (did ? 1 : 0)));
              }
              return done;
            });
  }

  /** A waiting job with its place in line. */
  CompletionStage<JobView> inLine(String tenant, JobView job) {
    return actors
        .queue(tenant)
        .<QueueCommand.Place>ask(replyTo -> new QueueCommand.Find(job.id(), replyTo), LOAD_ANSWER)
        .thenCompose(
            place ->
                place.ahead().isPresent()
                    ? CompletableFuture.completedStage(placed(job, place, place.ahead().get()))
                    : queues
                        .ahead(tenant, job.id(), COUNTED)
                        .thenApply(ahead -> placed(job, place, ahead)));
  }

  private JobView placed(JobView job, QueueCommand.Place place, long ahead) {
    boolean known = !place.paused() && place.meanRunMs() > 0;
    long wait = ahead * place.meanRunMs() / Math.max(1, place.running());
    return job.inLine(
        new JobView.InLine(
            ahead + 1,
            ahead >= COUNTED,
            known ? Optional.of(now().plusMillis(wait)) : Optional.empty(),
            place.paused()));
  }

  private CompletionStage<QueueView> view(String tenant, QueueCommand.Depth depth) {
    CompletionStage<DispatchCommand.Load> load =
        AskPattern.<DispatchCommand, DispatchCommand.Load>ask(
                actors.coordinator(),
                DispatchCommand.Look::new,
                LOAD_ANSWER,
                platform.system().scheduler())
            // It may be on its way to another node.
            .exceptionally(late -> new DispatchCommand.Load(false, 0, List.of()));
    return queues
        .firsts(tenant, depth.waiting().keySet())
        .thenCombine(queues.pause(), (firsts, pause) -> view(tenant, depth, firsts, pause))
        .thenCombine(load, (view, cluster) -> view.apply(cluster));
  }

  private Function<DispatchCommand.Load, QueueView> view(
      String tenant,
      QueueCommand.Depth depth,
      Map<Integer, Instant> firsts,
      Optional<QueueTable.Pause> everything) {
    Map<Integer, Long> waits = new LinkedHashMap<>();
    firsts.forEach(
        (priority, since) -> waits.put(priority, Duration.between(since, now()).toMillis()));
    return load ->
        new QueueView(
            depth.waiting().values().stream().mapToLong(Long::longValue).sum(),
            new TreeMap<>(depth.waiting()),
            depth.returned(),
            waits,
            depth.leases().stream().map(QueueDesk::running).toList(),
            depth.pause().isPresent() || everything.isPresent(),
            depth.pause().map(QueueState.Pause::by),
            depth.pause().map(QueueState.Pause::at),
            everything.map(QueueTable.Pause::by),
            depth.meanRunMs(),
            new QueueView.Limits(
                load.workers(),
                settings.limits().ofTenant(tenant, load.workers()),
                settings.waitingPerTenant(),
                settings.limits().areas(),
                settings.limits().providers()));
  }

  private static QueueView.Running running(Lease lease) {
    return new QueueView.Running(
        lease.entry().jobId(),
        lease.entry().priority(),
        lease.entry().documentType(),
        lease.node().replaceFirst("#.*", ""),
        lease.at());
  }

  private static <T> CompletionStage<T> answer(CompletionStage<T> asked) {
    return asked.exceptionally(
        late -> {
          throw Problem.unavailable("The queue does not answer now; try again.", 2).asException();
        });
  }

  private Instant now() {
    return platform.clock().instant();
  }

  private void audit(Principal principal, String action, String subject, String requestId) {
    platform.audit().record(AuditEntry.allowed(now(), principal, action, subject, requestId));
  }
}
