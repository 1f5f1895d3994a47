package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node's workers. Gives each a job when it is free: the most urgent first, then the oldest, and
 * no tenant more than its share while it has one running too many. Keeps nothing: jobs ask again
 * after a restart. How many may wait is decided where jobs are accepted.
 */
final class Workers extends AbstractBehavior<Workers.Command> {

  sealed interface Command {}

  /**
   * A job wants to run; told {@link JobCommand.Begin} when it may. Asking again replaces what it
   * asked before.
   */
  record Request(String tenant, int priority, Instant since, ActorRef<JobCommand> job)
      implements Command {}

  /** A job needs its worker no more, or no longer wants one. */
  record Release(ActorRef<JobCommand> job) implements Command {}

  private final int atOnce;
  private final int atOncePerTenant;
  private final List<Request> waiting = new ArrayList<>();
  private final Map<ActorRef<JobCommand>, Request> running = new HashMap<>();

  private Workers(ActorContext<Command> context, int atOnce, int atOncePerTenant) {
    super(context);
    this.atOnce = atOnce;
    this.atOncePerTenant = atOncePerTenant;
  }

  static Behavior<Command> create(int atOnce, int atOncePerTenant) {
    return Behaviors.setup(context -> new Workers(context, atOnce, atOncePerTenant));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Request.class, this::onRequest)
        .onMessage(Release.class, release -> onGone(release.job()))
        .onSignal(Terminated.class, gone -> onGone(gone.getRef().unsafeUpcast()))
        .build();
  }

  private Behavior<Command> onRequest(Request request) {
    forget(request.job());
    getContext().watch(request.job());
    waiting.add(request);
    return assign();
  }

  private Behavior<Command> onGone(ActorRef<JobCommand> job) {
    getContext().unwatch(job);
    forget(job);
    return assign();
  }

  private void forget(ActorRef<JobCommand> job) {
    running.remove(job);
    waiting.removeIf(request -> request.job().equals(job));
  }

  private Behavior<Command> assign() {
    for (Optional<Request> next = next(); next.isPresent(); next = next()) {
      Request request = next.get();
      waiting.remove(request);
      running.put(request.job(), request);
      request.job().tell(new JobCommand.Begin());
    }
    return this;
  }

  private Optional<Request> next() {
    return running.size() >= atOnce
        ? Optional.empty()
        : waiting.stream()
            .filter(request -> runningOf(request.tenant()) < atOncePerTenant)
            .min(Comparator.comparingInt(Request::priority).thenComparing(Request::since));
  }

  private long runningOf(String tenant) {
    return running.values().stream().filter(request -> request.tenant().equals(tenant)).count();
  }
}
