package io.blatam.gamma.production;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.gamma.store.Claim;
import io.blatam.gamma.store.ClaimTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes accepted presentations and makes them, a bounded number at a time. It looks for work when
 * told of some and again and again by itself, which is how work is found that another process left
 * behind.
 */
final class PresentationWorker extends AbstractBehavior<PresentationWorker.Command> {

  /** What a worker is told; none of it leaves the process. */
  public sealed interface Command {}

  /** There may be something to do. */
  public enum Wake implements Command {
    INSTANCE
  }

  private enum Renew implements Command {
    INSTANCE
  }

  private record Claimed(List<Claim> claims, Optional<Throwable> failure) implements Command {}

  private record Finished(String id) implements Command {}

  private record Renewed(Optional<Throwable> failure) implements Command {}

  private final GammaSettings settings;
  private final ClaimTable claims;
  private final Production production;
  private final Clock clock;
  private int running;
  private boolean claiming;
  private boolean wokenMeanwhile;

  private PresentationWorker(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      GammaSettings settings,
      ClaimTable claims,
      Production production,
      Clock clock) {
    super(context);
    this.settings = settings;
    this.claims = claims;
    this.production = production;
    this.clock = clock;
    timers.startTimerWithFixedDelay(Wake.INSTANCE, settings.poll());
    timers.startTimerWithFixedDelay(Renew.INSTANCE, settings.lease().dividedBy(3));
  }

  static Behavior<Command> create(
      GammaSettings settings, ClaimTable claims, Production production, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  context.getSelf().tell(Wake.INSTANCE);
                  return new PresentationWorker(
                      context, timers, settings, claims, production, clock);
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Wake.class, wake -> claim())
        .onMessage(Claimed.class, this::start)
        .onMessage(Finished.class, this::finished)
        .onMessage(Renew.class, renew -> renew())
        .onMessage(Renewed.class, this::renewed)
        .build();
  }

  private Behavior<Command> claim() {
    int free = settings.parallelism() - running;
    if (claiming || free <= 0) {
      wokenMeanwhile = true;
      return this;
    }
    claiming = true;
    wokenMeanwhile = false;
    Instant now = clock.instant();
    getContext()
        .pipeToSelf(
            claims.claim(free, now, now.plus(settings.lease())),
            (found, failure) ->
                new Claimed(found == null ? List.of() : found, Optional.ofNullable(failure)));
    return this;
  }

  private Behavior<Command> start(Claimed claimed) {
    claiming = false;
    claimed
        .failure()
        .ifPresent(failure -> getContext().getLog().warn("no work claimed: {}", reason(failure)));
    for (Claim claim : claimed.claims()) {
      running++;
      getContext().pipeToSelf(production.make(claim), (done, failure) -> new Finished(claim.id()));
    }
    return wokenMeanwhile ? claim() : this;
  }

  private Behavior<Command> finished(Finished finished) {
    running--;
    return claim();
  }

  private Behavior<Command> renew() {
    if (running > 0) {
      getContext()
          .pipeToSelf(
              claims.renew(clock.instant().plus(settings.lease())),
              (count, failure) -> new Renewed(Optional.ofNullable(failure)));
    }
    return this;
  }

  private Behavior<Command> renewed(Renewed renewed) {
    renewed
        .failure()
        .ifPresent(failure -> getContext().getLog().warn("leases not kept: {}", reason(failure)));
    return this;
  }

  private static String reason(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
