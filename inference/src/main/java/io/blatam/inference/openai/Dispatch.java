package io.blatam.inference.openai;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.batch.AgeingQueue;
import io.blatam.inference.metrics.UpstreamMetrics;
import io.blatam.inference.settings.OpenAiSettings;
import io.blatam.inference.spend.Spending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * Gives requests out to the endpoints. A request that finds one with room is let through at once;
 * otherwise it waits, the most urgent first ({@link AgeingQueue}), so that an endpoint always has
 * as many requests at once as it may have and never more. Nobody overtakes by asking for less: what
 * a request waits for is kept free for it.
 */
final class Dispatch extends AbstractBehavior<Dispatch.Command> {

  sealed interface Command {}

  /** Completes {@code answer} with a {@link Permit}, or fails it with a {@link Refusal}. */
  record Ask(Wanted wanted, CompletableFuture<Permit> answer) implements Command {}

  /** Somebody no longer wants what it asked for. */
  record Withdraw(CompletableFuture<Permit> answer) implements Command {}

  /**
   * @param tokensMore than were expected; negative: fewer
   */
  record Finished(Upstream upstream, GenerationRequest request, int tokensMore)
      implements Command {}

  private enum Look implements Command {
    INSTANCE
  }

  /** Not even waiting would help. */
  static final class Refusal extends RuntimeException {
    private final transient GenerationException failure;

    Refusal(GenerationException failure) {
      super(failure.getMessage(), failure, false, false);
      this.failure = failure;
    }

    GenerationException failure() {
      return failure;
    }
  }

  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(2);

  private final List<Upstream> upstreams;
  private final OpenAiSettings settings;
  private final Spending spending;
  private final IntSupplier nodes;
  private final RandomGenerator random;
  private final TimerScheduler<Command> timers;
  private final AgeingQueue<Ask> waiting;

  private Dispatch(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      List<Upstream> upstreams,
      OpenAiSettings settings,
      Spending spending,
      IntSupplier nodes,
      RandomGenerator random) {
    super(context);
    this.timers = timers;
    this.upstreams = upstreams;
    this.settings = settings;
    this.spending = spending;
    this.nodes = nodes;
    this.random = random;
    this.waiting = new AgeingQueue<>(settings.waiting().age().toNanos());
  }

  /**
   * @param nodes among how many nodes the endpoints' rates are shared
   */
  static Behavior<Command> create(
      List<Upstream> upstreams,
      OpenAiSettings settings,
      Spending spending,
      IntSupplier nodes,
      RandomGenerator random) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Dispatch(context, timers, upstreams, settings, spending, nodes, random)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, this::onAsk)
        .onMessage(Withdraw.class, this::onWithdraw)
        .onMessage(Finished.class, this::onFinished)
        .onMessage(Look.class, look -> letThrough())
        .build();
  }

  private Behavior<Command> onAsk(Ask ask) {
    if (waiting.size() >= settings.waiting().most()) {
      ask.answer().completeExceptionally(new Refusal(full()));
      return this;
    }
    waiting.add(ask, ask.wanted().request().priority(), System.nanoTime());
    return letThrough();
  }

  private Behavior<Command> onWithdraw(Withdraw withdraw) {
    for (Iterator<Ask> asks = waiting.iterator(); asks.hasNext(); ) {
      if (asks.next().answer() == withdraw.answer()) {
        asks.remove();
        break;
      }
    }
    return letThrough();
  }

  private Behavior<Command> onFinished(Finished finished) {
    finished.upstream().end(finished.request(), finished.tokensMore(), System.nanoTime());
    UpstreamMetrics.inFlight(finished.upstream().name(), finished.upstream().inFlight());
    return letThrough();
  }

  private Behavior<Command> letThrough() {
    long now = System.nanoTime();
    int sharing = Math.max(1, nodes.getAsInt());
    upstreams.forEach(upstream -> upstream.shareAmong(sharing, now));
    Set<Upstream> keptFree = new HashSet<>();
    long soonest = Long.MAX_VALUE;
    for (Iterator<Ask> asks = waiting.iterator();
        asks.hasNext() && keptFree.size() < upstreams.size(); ) {
      Ask ask = asks.next();
      Round round = new Round(ask, keptFree, now);
      if (round.decided()) {
        asks.remove();
      } else {
        keptFree.addAll(round.busy);
        soonest = Math.min(soonest, round.soonest);
      }
    }
    if (soonest < Long.MAX_VALUE) {
      timers.startSingleTimer(Look.INSTANCE, Duration.ofNanos(soonest).plusMillis(1));
    }
    UpstreamMetrics.waiting(waiting.size());
    return this;
  }

  /** One request looked at once. */
  private final class Round {
    private final Ask ask;
    private final Set<Upstream> keptFree;
    private final long now;
    private final int tokens;
    private final List<Upstream> free = new ArrayList<>();
    private final List<Upstream> busy = new ArrayList<>();
    private Optional<GenerationException> why = Optional.empty();
    private long soonest = Long.MAX_VALUE;

    /** The shortest wait that is longer than anybody waits here. */
    private long tooSlow = Long.MAX_VALUE;

    Round(Ask ask, Set<Upstream> keptFree, long now) {
      this.ask = ask;
      this.keptFree = keptFree;
      this.now = now;
      this.tokens = ask.wanted().estimate().totalTokens();
    }

    /** Whether it was let through or refused. */
    boolean decided() {
      upstreams.stream()
          .filter(upstream -> upstream.own(ask.wanted().request().model()).isPresent())
          .filter(upstream -> !ask.wanted().excluded().contains(upstream))
          .forEach(this::sort);
      boolean waitsForBetter =
          busy.stream().anyMatch(upstream -> upstream.settings().weight() > 0)
              && free.stream().allMatch(upstream -> upstream.settings().weight() == 0);
      while (!free.isEmpty() && !waitsForBetter) {
        Upstream chosen = Weighted.choose(free, random);
        free.remove(chosen);
        if (enter(chosen)) {
          return true;
        }
      }
      if (busy.isEmpty()) {
        ask.answer().completeExceptionally(new Refusal(refusal()));
        return true;
      }
      return false;
    }

    private GenerationException refusal() {
      return tooSlow < Long.MAX_VALUE ? tooFast(tooSlow) : why.orElseGet(Dispatch::nobody);
    }

    private void sort(Upstream upstream) {
      if (upstream.circuit().isOpen()) {
        why = Optional.of(why.orElseGet(upstream.circuit()::open));
      } else if (upstream.full(ask.wanted().request()) || keptFree.contains(upstream)) {
        busy.add(upstream);
      } else {
        long wait = upstream.waitNanos(tokens, now);
        if (wait > settings.retryCap().toNanos()) {
          tooSlow = Math.min(tooSlow, wait);
        } else if (wait > 0) {
          busy.add(upstream);
          soonest = Math.min(soonest, wait);
        } else {
          free.add(upstream);
        }
      }
    }

    private boolean enter(Upstream upstream) {
      Spending.Reservation reservation;
      try {
        reservation =
            spending.reserve(
                ask.wanted().request().tenant(), upstream.settings(), ask.wanted().estimate());
      } catch (GenerationException exhausted) {
        why = Optional.of(exhausted);
        return false;
      }
      Optional<Circuit.Attempt> attempt = upstream.circuit().enter();
      if (attempt.isEmpty()) {
        reservation.settle(Optional.empty());
        why = Optional.of(why.orElseGet(upstream.circuit()::open));
        return false;
      }
      upstream.begin(ask.wanted().request(), tokens, now);
      UpstreamMetrics.inFlight(upstream.name(), upstream.inFlight());
      Permit permit =
          new Permit(upstream, ask.wanted(), attempt.get(), reservation, getContext().getSelf());
      if (!ask.answer().complete(permit)) {
        permit.close(Optional.empty());
      }
      return true;
    }
  }

  private GenerationException full() {
    return new GenerationException(
        Reason.RATE_LIMITED,
        settings.waiting().most()
            + " requests wait for a model already (blatam.inference.openai.waiting.most); try again"
            + " shortly",
        Optional.of(RETRY_WHEN_FULL));
  }

  private static GenerationException tooFast(long nanos) {
    return new GenerationException(
        Reason.RATE_LIMITED,
        "the model's endpoint may not be asked sooner (blatam.inference.openai.requests-per-minute,"
            + " tokens-per-minute)",
        Optional.of(Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds() + 1)));
  }

  private static GenerationException nobody() {
    return new GenerationException(Reason.UNAVAILABLE, "no endpoint is left that has the model");
  }
}
