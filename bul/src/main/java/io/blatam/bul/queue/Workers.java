package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.blatam.bul.store.Ask;
import io.blatam.platform.StageFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * A node's workers. They tell the coordinator how much room there is, bring each job that they get
 * to its entity, and do what it asks for. Every heartbeat they say again what they are at, to the
 * queues whose leases they hold and to the jobs, so that a message that was lost, or a job that
 * moved to another node, costs a heartbeat.
 */
final class Workers extends AbstractBehavior<WorkerCommand> {

  /**
   * Where the workers stand.
   *
   * @param nodeOutOfReach whether a node of the cluster is, and so the jobs whose entities it has
   * @param diskNearlyFull whether what a job makes could not be kept now
   */
  record Surroundings(
      String node,
      Steps steps,
      BiFunction<String, String, CompletionStage<Optional<Ask>>> asks,
      BiConsumer<String, JobCommand> jobs,
      BiConsumer<String, QueueCommand> queues,
      ActorRef<DispatchCommand> coordinator,
      BooleanSupplier nodeOutOfReach,
      BooleanSupplier diskNearlyFull,
      Clock clock,
      QueueSettings settings) {}

  /** Jobs out of reach that make room for others, in places of this node. */
  private static final int MOST_SPARE = 8;

  /** From when a node that was out of reach is given up until its share has moved, at the most. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Surroundings around;
  private final Map<String, Task> tasks = new LinkedHashMap<>();

  /** When the cluster is as it was, at the latest; empty if nothing was amiss. */
  private Optional<Instant> settled = Optional.empty();

  private Workers(ActorContext<WorkerCommand> context, Surroundings around) {
    super(context);
    this.around = around;
    tellRoom();
  }

  static Behavior<WorkerCommand> create(Surroundings around) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(
                      new WorkerCommand.Tick(), around.settings().heartbeat());
                  return new Workers(context, around);
                }));
  }

  @Override
  public Receive<WorkerCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(WorkerCommand.Run.class, this::onRun)
        .onMessage(WorkerCommand.Found.class, this::onFound)
        .onMessage(WorkerCommand.NotFound.class, this::onNotFound)
        .onMessage(WorkerCommand.Do.class, this::onDo)
        .onMessage(WorkerCommand.StepOver.class, this::onStepOver)
        .onMessage(WorkerCommand.Release.class, this::onRelease)
        .onMessage(WorkerCommand.Tick.class, this::onTick)
        .build();
  }

  private Behavior<WorkerCommand> onRun(WorkerCommand.Run run) {
    Task known = tasks.get(run.jobId());
    if (known == null || known.run().lease() < run.lease()) {
      Task task = new Task(run);
      tasks.put(run.jobId(), task);
      // What is expected of a worker counts until it says so, and a short job is over before the
      // next heartbeat would.
      tellRoom();
      find(task);
    }
    return this;
  }

  private void find(Task task) {
    WorkerCommand.Run run = task.run();
    getContext()
        .pipeToSelf(
            around.asks().apply(run.tenant(), run.jobId()),
            (ask, failure) ->
                failure == null
                    ? new WorkerCommand.Found(run.jobId(), run.lease(), ask)
                    : new WorkerCommand.NotFound(run.jobId(), run.lease(), failure));
  }

  private Behavior<WorkerCommand> onFound(WorkerCommand.Found found) {
    task(found.jobId(), found.lease())
        .ifPresent(
            task -> {
              if (found.ask().isEmpty()) {
                // Purged while it waited.
                drop(task, QueueCommand.Outcome.CANCELLED);
              } else {
                task.found(found.ask().get());
                begin(task);
              }
            });
    return this;
  }

  private void begin(Task task) {
    around
        .jobs()
        .accept(
            task.run().jobId(),
            new JobCommand.Begin(
                task.ask().orElseThrow(),
                task.run().lease(),
                task.underWay(),
                getContext().getSelf()));
  }

  private Behavior<WorkerCommand> onNotFound(WorkerCommand.NotFound notFound) {
    getContext()
        .getLog()
        .warn(
            "job {} can not be read, trying again: {}",
            notFound.jobId(),
            notFound.failure().getMessage());
    return this;
  }

  private Behavior<WorkerCommand> onDo(WorkerCommand.Do asked) {
    task(asked.jobId(), asked.lease())
        .filter(task -> task.begin(asked.step(), asked.attempt()))
        .ifPresent(
            task ->
                getContext()
                    .pipeToSelf(
                        around.steps().run(asked.step(), asked.material()),
                        (event, failure) ->
                            new WorkerCommand.StepOver(
                                asked, Optional.ofNullable(event), Optional.ofNullable(failure))));
    return this;
  }

  private Behavior<WorkerCommand> onStepOver(WorkerCommand.StepOver over) {
    WorkerCommand.Do asked = over.asked();
    Optional<Task> task = task(asked.jobId(), asked.lease());
    task.ifPresent(known -> known.end(asked.step(), asked.attempt()));
    if (over.event().isPresent()) {
      asked
          .replyTo()
          .tell(new JobCommand.StepDone(asked.attempt(), asked.step(), over.event().get()));
      return this;
    }
    Throwable thrown = over.failure().orElseThrow();
    if (task.isEmpty()) {
      // Abandoned: nobody waits for it, and it may have failed just because of that.
      getContext()
          .getLog()
          .debug("job {}, {} is not wanted any more: {}", asked.jobId(), asked.step(), thrown);
      return this;
    }
    Failure failure = Failure.of(thrown);
    getContext()
        .getLog()
        .warn(
            "job {}, attempt {}, {}: {}",
            asked.jobId(),
            asked.attempt(),
            asked.step(),
            failure.passing() ? StageFailure.cause(thrown).getMessage() : failure.reason(),
            failure.unexpected() ? thrown : null);
    asked.replyTo().tell(new JobCommand.StepFailed(asked.attempt(), asked.step(), failure));
    return this;
  }

  private Behavior<WorkerCommand> onRelease(WorkerCommand.Release release) {
    if (task(release.jobId(), release.lease()).isPresent()) {
      tasks.remove(release.jobId());
      around.steps().abandon(release.jobId());
      tellRoom();
    }
    return this;
  }

  private void drop(Task task, QueueCommand.Outcome outcome) {
    tasks.remove(task.run().jobId());
    around
        .queues()
        .accept(
            task.run().tenant(),
            new QueueCommand.Over(task.run().jobId(), task.run().lease(), outcome, Instant.EPOCH));
    tellRoom();
  }

  private Behavior<WorkerCommand> onTick(WorkerCommand.Tick tick) {
    tellRoom();
    Map<String, Map<String, Long>> leases = new HashMap<>();
    for (Task task : tasks.values()) {
      WorkerCommand.Run run = task.run();
      leases.computeIfAbsent(run.tenant(), tenant -> new HashMap<>()).put(run.jobId(), run.lease());
      if (task.ask().isEmpty()) {
        find(task);
      } else {
        task.beat();
        begin(task);
      }
    }
    leases.forEach(
        (tenant, held) ->
            around.queues().accept(tenant, new QueueCommand.Beat(getContext().getSelf(), held)));
    return this;
  }

  private void tellRoom() {
    List<FairShare.Running> running = new ArrayList<>();
    tasks
        .values()
        .forEach(
            task ->
                running.add(
                    new FairShare.Running(
                        task.run().tenant(), task.run().jobId(), task.run().lane())));
    around
        .coordinator()
        .tell(
            new DispatchCommand.Workers(
                getContext().getSelf(), around.node(), capacity(), running));
  }

  /**
   * Jobs whose entities are on a node out of reach do nothing until their share of the cluster has
   * moved: others are done in their place meanwhile. None is begun while the disk is nearly full.
   */
  private int capacity() {
    if (around.diskNearlyFull().getAsBoolean()) {
      return tasks.size();
    }
    int atOnce = around.settings().atOnce();
    if (around.nodeOutOfReach().getAsBoolean()) {
      settled = Optional.of(around.clock().instant().plus(SETTLING));
    }
    if (settled.filter(around.clock().instant()::isBefore).isEmpty()) {
      return atOnce;
    }
    long spare = tasks.values().stream().filter(Task::outOfReach).count();
    return atOnce + (int) Math.min(spare, (long) MOST_SPARE * atOnce);
  }

  private Optional<Task> task(String jobId, long lease) {
    return Optional.ofNullable(tasks.get(jobId)).filter(task -> task.run().lease() == lease);
  }
}
