package io.blatam.agents.workflow;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.blatam.agents.store.RunTable;
import io.blatam.platform.Platform;
import io.blatam.platform.database.DuplicateKeyException;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workflow runs, from any node of the cluster. Accepting one is a row in {@code
 * agents_workflow_run}; then its entity is told, and if that is lost on the way, {@link
 * RunAwakener} tells it again. Everything is seen through a tenant: another tenant's run is not
 * there. Thread-safe.
 */
public final class Workflows {

  private static final Logger LOG = LoggerFactory.getLogger(Workflows.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int AWAKENED_AT_ONCE = 1_000;
  private static final int RETRY_AFTER_SECONDS = 30;

  private final Platform platform;
  private final WorkflowSettings settings;
  private final RunTable table;
  private final ClusterSharding sharding;
  private final Executor executor;

  private Workflows(Platform platform, WorkflowSettings settings) {
    this.platform = platform;
    this.settings = settings;
    this.table = new RunTable(platform.database());
    this.sharding = ClusterSharding.get(platform.system());
    this.executor = platform.system().executionContext();
  }

  /** Starts the sharded runs of this node and takes up what an earlier process left unfinished. */
  public static Workflows start(Platform platform, Steps steps, WorkflowSettings settings) {
    Workflows workflows = new Workflows(platform, settings);
    workflows.startRuns(steps);
    ActorSystem<?> system = platform.system();
    system.systemActorOf(
        RunAwakener.create(
            settings.awaken(),
            () -> workflows.table.unfinished(AWAKENED_AT_ONCE),
            run -> workflows.run(run.id()).tell(new RunCommand.Start(run))),
        "agents-workflow-awakener",
        Props.empty());
    return workflows;
  }

  private void startRuns(Steps steps) {
    var surroundings =
        new WorkflowRun.Surroundings(steps, settings, platform.clock(), this::follow);
    var runs =
        Entity.of(WorkflowRun.KEY, entity -> WorkflowRun.create(entity, surroundings))
            .withStopMessage(WorkflowRun.stopMessage());
    sharding.init(settings.role().map(runs::withRole).orElse(runs));
  }

  private void follow(RunView run) {
    table
        .follow(run)
        .whenCompleteAsync(
            (rows, failure) -> {
              if (failure != null) {
                // The awakener finds the row unfinished and makes the run tell it again.
                LOG.warn(
                    "The list does not know of run {} yet: {}", run.id(), failure.getMessage());
              }
            },
            executor);
  }

  /** A run that was asked for. @param repeated whether the same key had asked for it before */
  public record Accepted(String id, boolean repeated) {}

  /**
   * Accepts a run; durable when the stage completes.
   *
   * @param idempotencyKey the same key and request of a tenant give the same run; fails with 409 if
   *     the key was used for another request, with 429 if too many of the tenant's runs are
   *     unfinished
   */
  public CompletionStage<Accepted> accept(
      Principal caller, String brief, List<String> formats, Optional<String> idempotencyKey) {
    RunRequest request =
        new RunRequest(
            UUID.randomUUID().toString(),
            caller.tenant(),
            caller.subject(),
            caller.scopes(),
            brief,
            formats,
            platform.clock().instant().truncatedTo(ChronoUnit.MICROS));
    String hash = DigestUtils.sha256Hex(formats + "\n" + brief);
    return admitted(request, idempotencyKey, hash)
        .thenApplyAsync(
            possible -> {
              RunTable.Admission admission = possible.orElseThrow(this::tooMany);
              if (!admission.requestSha256().equals(hash)) {
                throw Problem.conflict(
                        "The Idempotency-Key was used for another request; send a new key.")
                    .asException();
              }
              if (!admission.created()) {
                return new Accepted(admission.id(), true);
              }
              run(request.id()).tell(new RunCommand.Start(request));
              return new Accepted(request.id(), false);
            },
            executor);
  }

  private RuntimeException tooMany() {
    return Problem.tooManyRequests(
            settings.unfinishedPerTenant() + " runs are unfinished; wait for one to end.",
            RETRY_AFTER_SECONDS)
        .asException();
  }

  /** Two requests with one key may race to the table; the one that lost finds the other's row. */
  private CompletionStage<Optional<RunTable.Admission>> admitted(
      RunRequest request, Optional<String> key, String hash) {
    return table
        .accept(request, key, hash, settings.unfinishedPerTenant())
        .handleAsync(
            (admission, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedStage(admission);
              }
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              return cause instanceof DuplicateKeyException
                  ? table.accept(request, key, hash, settings.unfinishedPerTenant())
                  : CompletableFuture.<Optional<RunTable.Admission>>failedStage(cause);
            },
            executor)
        .thenCompose(Function.identity());
  }

  /** Empty for a run that the tenant does not have. */
  public CompletionStage<Optional<RunView>> find(String tenant, String id) {
    return ask(id, replyTo -> new RunCommand.Get(tenant, replyTo))
        .thenApplyAsync(RunCommand.Answer::run, executor);
  }

  /**
   * Ends a run that has not ended; ending a cancelled one again is no failure. Empty for a run that
   * the tenant does not have; fails with 409 for one that is done or failed.
   */
  public CompletionStage<Optional<RunView>> cancel(String tenant, String id) {
    return ask(id, replyTo -> new RunCommand.Cancel(tenant, replyTo))
        .thenApplyAsync(
            answer -> {
              answer
                  .run()
                  .filter(run -> !answer.done())
                  .ifPresent(
                      run -> {
                        throw Problem.conflict(
                                "The run is " + run.status().id() + " already; nothing to cancel.")
                            .asException();
                      });
              return answer.run();
            },
            executor);
  }

  /** A tenant's runs, newest first; see {@link RunTable#list}. */
  public CompletionStage<RunTable.Runs> list(
      String tenant, Optional<RunStatus> status, OptionalLong below, int limit) {
    return table.list(tenant, status, below, limit);
  }

  private CompletionStage<RunCommand.Answer> ask(
      String id, akka.japi.function.Function<ActorRef<RunCommand.Answer>, RunCommand> message) {
    return run(id).ask(message, ANSWER);
  }

  private EntityRef<RunCommand> run(String id) {
    return sharding.entityRefFor(WorkflowRun.KEY, id);
  }
}
