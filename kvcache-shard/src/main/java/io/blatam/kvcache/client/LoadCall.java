package io.blatam.kvcache.client;

import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.api.Outcome.Origin;
import io.blatam.kvcache.metrics.ClientMetrics;
import io.blatam.kvcache.metrics.TimedOperation;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One {@code getOrLoad}: ask, then wait or load, then tell. */
final class LoadCall implements Call {

  private static final byte[] NOTHING = new byte[0];

  private enum State {
    /** No answer yet. */
    ASKING,
    /** Somebody else loads. */
    PARKED,
    /** This call's loader runs, and the segment knows. */
    LOADING,
    /** This call's loader runs, and the segment does not know. */
    LOADING_ALONE,
    /** The segment does not answer, and another call of this node loads. */
    WAITING_BESIDE
  }

  private final LoadRequest request;
  private final CompletableFuture<Outcome> future;
  private final KvCacheSettings settings;
  private final Executor executor;
  private final ClientMetrics metrics;
  private final Pending pending;
  private final LoadReport report;

  private long id;
  private State state = State.ASKING;
  private long called;
  private long stateSince;
  private long lastAsked;
  private long lastHeard;

  /** The caller has a stale value, and this call goes on to load a newer one. */
  private boolean refreshing;

  private Optional<Load> loading = Optional.empty();

  /** Brings the end of a load, which happens on some other thread, back to the client's. */
  @FunctionalInterface
  interface LoadReport {
    void loaded(LoadCall call, Optional<Loaded> loaded, Optional<Throwable> failure);
  }

  LoadCall(
      LoadRequest request,
      CompletableFuture<Outcome> future,
      KvCacheSettings settings,
      Executor executor,
      ClientMetrics metrics,
      Pending pending,
      LoadReport report) {
    this.request = request;
    this.future = future;
    this.settings = settings;
    this.executor = executor;
    this.metrics = metrics;
    this.pending = pending;
    this.report = report;
  }

  @Override
  public int segment() {
    return request.segment();
  }

  @Override
  public long started() {
    return called;
  }

  @Override
  public void start(long id, Client client, long now) {
    this.id = id;
    this.called = now;
    this.stateSince = now;
    this.lastHeard = now;
    ask(client, now);
  }

  @Override
  public void answered(Answer answer, Client client, long now) {
    lastHeard = now;
    if (state == State.LOADING || state == State.LOADING_ALONE) {
      if (answer instanceof Answer.Granted) {
        // The segment is slow, not gone: what is being loaded can be shared after all.
        state = State.LOADING;
      }
      return;
    }
    if (state == State.ASKING) {
      metrics.answered(request.segment(), now - called);
    }
    if (state == State.WAITING_BESIDE && !(answer instanceof Answer.Parked)) {
      client.leftBeside(request.key(), id, now);
    }
    if (answer instanceof Answer.Found found) {
      metrics.took(TimedOperation.LOAD, now - called);
      finish(client, found.value(), found.absent(), found.cost(), Origin.HIT);
    } else if (answer instanceof Answer.Landed landed) {
      metrics.took(TimedOperation.LOAD, now - called);
      finish(client, landed.value(), landed.absent(), landed.cost(), Origin.JOINED);
    } else if (answer instanceof Answer.Stale stale) {
      stale(stale, client, now);
    } else if (answer instanceof Answer.Granted) {
      load(State.LOADING, now);
    } else if (answer instanceof Answer.Parked && state == State.ASKING) {
      enter(State.PARKED, now);
    } else if (answer instanceof Answer.Full) {
      fail(
          client,
          new KvCacheException(
              Reason.BUSY,
              settings.maxWaiters()
                  + " callers wait already for what is being loaded; try again shortly"));
    }
  }

  /** Who is parked asks again later, and has its place as long as the segment lives. */
  @Override
  public void unreachable(Client client, long now) {
    if (state == State.ASKING) {
      goBeside(client, now);
    }
  }

  @Override
  public void tick(Client client, long now) {
    switch (state) {
      case ASKING -> {
        if (silent(now)) {
          goBeside(client, now);
        }
      }
      case PARKED -> {
        if (waitedTooLong(now)) {
          giveUpWaiting(client);
        } else if (silent(now)) {
          // The segment went with its node, and with it whoever loads or the place in its line.
          goBeside(client, now);
        } else if (now - lastAsked > settings.askAgainInterval().toNanos()) {
          ask(client, now);
        }
      }
      case WAITING_BESIDE -> {
        if (waitedTooLong(now)) {
          client.leftBeside(request.key(), id, now);
          giveUpWaiting(client);
        }
      }
      case LOADING, LOADING_ALONE -> {
        if (since(now) > Durations.nanos(request.options().loadTimeout())) {
          stopLoading(client);
          client.leftBeside(request.key(), id, now);
          fail(client, request.timeout("loaded", request.options().loadTimeout()));
        }
      }
    }
  }

  @Override
  public void cancelled(Client client) {
    if (state == State.LOADING || state == State.LOADING_ALONE) {
      stopLoading(client);
    } else {
      leave(client);
    }
    client.leftBeside(request.key(), id, System.nanoTime());
    end(client);
  }

  /** Another call of this node has loaded, while the segment did not answer. */
  void joined(Loaded loaded, Client client) {
    long cost = loaded.cost().map(Durations::millis).orElse(0L);
    byte[] value = loaded.value().orElse(NOTHING);
    finish(client, value, loaded.value().isEmpty(), cost, Origin.JOINED);
  }

  /** Who loaded for this node has given up: it is this call's turn. */
  void turnBeside(long now) {
    load(State.LOADING_ALONE, now);
  }

  /** The loader's end; called on the client's thread, and not after the call has finished. */
  void loaded(Optional<Loaded> loaded, Optional<Throwable> failure, Client client, long now) {
    if (loaded.isEmpty()) {
      leave(client);
      client.leftBeside(request.key(), id, now);
      fail(client, failure.orElseThrow());
      return;
    }
    client.landedBeside(request.key(), id, loaded.get());
    Loaded result = loaded.get();
    byte[] value = result.value().orElse(NOTHING);
    boolean fits = value.length <= settings.maxValueBytes();
    if (state == State.LOADING && fits) {
      client.send(
          request.segment(),
          request.fill(result, id, client.unheardId(), Duration.ofNanos(since(now))));
    } else {
      leave(client);
      metrics.bypassed();
    }
    Origin origin = state == State.LOADING && fits ? Origin.LOADED : Origin.BYPASSED;
    if (!refreshing) {
      metrics.took(TimedOperation.LOAD, now - called);
      future.completeAsync(() -> new Outcome(result.value(), origin, Duration.ZERO), executor);
    }
    end(client);
  }

  /** The caller has its answer; if it is this call's turn, a newer value is loaded all the same. */
  private void stale(Answer.Stale stale, Client client, long now) {
    metrics.took(TimedOperation.LOAD, now - called);
    complete(stale.value(), stale.absent(), stale.cost(), Origin.STALE);
    if (!stale.refresh()) {
      client.finished(id);
    } else if (pending.begin(1)) {
      refreshing = true;
      load(State.LOADING, now);
    } else {
      leave(client);
      client.finished(id);
    }
  }

  private boolean silent(long now) {
    return now - lastHeard > settings.operationTimeout().toNanos();
  }

  private boolean waitedTooLong(long now) {
    return since(now) > Durations.nanos(request.options().waitTimeout());
  }

  private void giveUpWaiting(Client client) {
    leave(client);
    fail(
        client,
        request.timeout("waited for somebody else's load", request.options().waitTimeout()));
  }

  private void goBeside(Client client, long now) {
    metrics.timedOut();
    if (client.loadBeside(request.key(), id, now)) {
      load(State.LOADING_ALONE, now);
    } else {
      enter(State.WAITING_BESIDE, now);
    }
  }

  private void ask(Client client, long now) {
    lastAsked = now;
    client.send(request.segment(), request.ask(id, settings.operationTimeout()));
  }

  private void load(State how, long now) {
    enter(how, now);
    loading =
        Optional.of(
            Load.start(
                request.loader(),
                executor,
                (loaded, failure) -> report.loaded(this, loaded, failure)));
  }

  private void stopLoading(Client client) {
    loading.ifPresent(Load::cancel);
    leave(client);
  }

  /** Sent even when no lease was granted: the grant may be on its way. */
  private void leave(Client client) {
    client.send(request.segment(), new Operation.Leave(client.unheardId(), id, request.key()));
  }

  private void finish(Client client, byte[] value, boolean absent, long cost, Origin origin) {
    complete(value, absent, cost, origin);
    client.finished(id);
  }

  private void complete(byte[] value, boolean absent, long cost, Origin origin) {
    Optional<byte[]> found = absent ? Optional.empty() : Optional.of(value);
    future.completeAsync(() -> new Outcome(found, origin, Duration.ofMillis(cost)), executor);
  }

  /** Who has a stale value is not told that there will be no newer one for now. */
  private void fail(Client client, Throwable failure) {
    if (!refreshing) {
      executor.execute(() -> future.completeExceptionally(failure));
    }
    end(client);
  }

  private void end(Client client) {
    if (refreshing) {
      pending.ended();
    }
    client.finished(id);
  }

  private void enter(State next, long now) {
    state = next;
    stateSince = now;
  }

  private long since(long now) {
    return now - stateSince;
  }
}
