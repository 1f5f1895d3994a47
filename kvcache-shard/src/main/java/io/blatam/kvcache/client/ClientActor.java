package io.blatam.kvcache.client;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.copies.NodeCopies;
import io.blatam.kvcache.metrics.ClientFigures;
import io.blatam.kvcache.metrics.CopyMetrics;
import io.blatam.kvcache.metrics.PrefetchMetrics;
import io.blatam.kvcache.prefetch.PrefetchSettings;
import io.blatam.kvcache.prefetch.Prefetcher;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Answers;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.SegmentCommand;
import io.blatam.kvcache.shard.Segments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One a node: batches calls by segment and matches answers to calls. An actor that lives on is what
 * keeps thousands of calls cheap: asking would make an actor, a timer and two hand-overs for each.
 */
final class ClientActor extends AbstractBehavior<ClientActor.Command> implements Call.Client {

  sealed interface Command {}

  record Start(List<? extends Call> calls) implements Command {}

  record Cancel(Call call) implements Command {}

  record LoadEnded(LoadCall call, Optional<Loaded> loaded, Optional<Throwable> failure)
      implements Command {}

  record Answered(Answers answers) implements Command {}

  enum Tick implements Command {
    INSTANCE
  }

  private static final Duration TICK = Duration.ofMillis(100);

  /** With so many calls under way there is enough to do: nothing is fetched ahead. */
  private static final int BUSY = 512;

  private final KvCacheSettings settings;
  private final Segments segments;
  private final ActorRef<Answers> answers;
  private final Map<Integer, Lane> lanes = new HashMap<>();
  private final Map<Long, Call> calls = new HashMap<>();
  private final Map<Call, Long> ids = new IdentityHashMap<>();
  private final LoadsBeside beside;
  private final NodeCopies copies;
  private final Optional<Prefetcher> prefetcher;
  private final PrefetchMetrics prefetched = new PrefetchMetrics();
  private final CopyMetrics copied = new CopyMetrics();
  private final ClientFigures figures;
  private long nextId;

  static Behavior<Command> create(
      KvCacheSettings settings, PrefetchSettings prefetch, NodeCopies copies, Segments segments) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(Tick.INSTANCE, TICK);
                  return new ClientActor(settings, prefetch, copies, segments, context);
                }));
  }

  private ClientActor(
      KvCacheSettings settings,
      PrefetchSettings prefetch,
      NodeCopies copies,
      Segments segments,
      ActorContext<Command> context) {
    super(context);
    this.prefetcher = prefetch.enabled() ? Optional.of(new Prefetcher(prefetch)) : Optional.empty();
    this.settings = settings;
    this.copies = copies;
    this.figures = ClientFigures.of(context.getSystem());
    this.segments = segments;
    this.beside = new LoadsBeside(settings.maxPending(), calls);
    this.answers = context.messageAdapter(Answers.class, Answered::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Answered.class, this::onAnswered)
        .onMessage(Start.class, this::onStart)
        .onMessage(LoadEnded.class, this::onLoadEnded)
        .onMessage(Cancel.class, this::onCancel)
        .onMessageEquals(Tick.INSTANCE, this::onTick)
        .build();
  }

  private Behavior<Command> onStart(Start start) {
    long now = System.nanoTime();
    start.calls().forEach(call -> start(call, now));
    start.calls().forEach(call -> flush(call.segment(), now));
    return this;
  }

  private void start(Call call, long now) {
    long id = nextId++;
    calls.put(id, call);
    ids.put(call, id);
    call.start(id, this, now);
  }

  /** What usually follows the key is brought into memory, wherever it lives. */
  private void fetchAfter(CacheKey key, long now) {
    prefetcher.ifPresent(
        ahead -> {
          for (CacheKey next : ahead.lookedUp(key, calls.size() > BUSY)) {
            int segment = next.segment(settings.segments());
            start(new PrefetchCall(next, segment, ahead, settings.operationTimeout()), now);
            flush(segment, now);
          }
        });
  }

  private Behavior<Command> onAnswered(Answered message) {
    long now = System.nanoTime();
    int segment = message.answers().segment();
    for (Answer answer : message.answers().answers()) {
      if (answer instanceof Answer.Lent lent) {
        keep(lent);
        answered(lent.answer().id(), lent.answer(), now);
      } else if (answer instanceof Answer.Recall recall) {
        giveBack(copies.recalled(recall.key(), recall.number()));
      } else if (answer instanceof Answer.Undelivered undelivered) {
        lane(segment).undelivered(undelivered.batch());
      } else {
        answer.ids().forEach(id -> answered(id, answer, now));
      }
    }
    lane(segment).answered(message.answers().batch());
    flush(segment, now);
    return this;
  }

  /** Before its call is answered, so that who asks next finds it. */
  private void keep(Answer.Lent lent) {
    Call call = calls.get(lent.answer().id());
    boolean kept =
        call != null
            && copies.keep(
                lent.key(), lent.value(), lent.cost(), lent.number(), lent.lease(), call.started());
    if (!kept) {
      giveBack(new NodeCopies.Returned(lent.key(), lent.number(), 0));
    }
  }

  private void giveBack(NodeCopies.Returned copy) {
    send(
        copy.key().segment(settings.segments()),
        new Operation.Return(unheardId(), copy.key(), copy.number(), copy.hits()));
  }

  private void answered(long id, Answer answer, long now) {
    Call call = calls.get(id);
    if (call != null) {
      call.answered(answer, this, now);
    } else if (answer instanceof Answer.Granted granted) {
      // The call asked again for its place just when its flight landed: nobody here would load.
      leave(id, granted.key());
    } else if (answer instanceof Answer.Stale stale && stale.refresh()) {
      leave(id, stale.key());
    }
  }

  private void leave(long flight, CacheKey key) {
    send(key.segment(settings.segments()), new Operation.Leave(unheardId(), flight, key));
  }

  private Behavior<Command> onLoadEnded(LoadEnded ended) {
    if (ids.containsKey(ended.call())) {
      long now = System.nanoTime();
      ended.call().loaded(ended.loaded(), ended.failure(), this, now);
      flush(ended.call().segment(), now);
    }
    return this;
  }

  private Behavior<Command> onCancel(Cancel cancel) {
    if (ids.containsKey(cancel.call())) {
      cancel.call().cancelled(this);
      flush(cancel.call().segment(), System.nanoTime());
    }
    return this;
  }

  private Behavior<Command> onTick() {
    long now = System.nanoTime();
    new ArrayList<>(calls.values()).forEach(call -> call.tick(this, now));
    copies.over().forEach(this::giveBack);
    copied.counted(copies.value());
    figures.copied(copies.value());
    lanes.forEach(
        (segment, lane) -> {
          lane.forget(now);
          flush(segment, now);
        });
    prefetcher.ifPresent(
        ahead -> {
          prefetched.counted(ahead.value());
          figures.prefetched(ahead.value());
        });
    return this;
  }

  @Override
  public void send(int segment, Operation operation) {
    long now = System.nanoTime();
    lane(segment).add(operation, now);
    if (operation instanceof Operation.Get get) {
      fetchAfter(get.key(), now);
    } else if (operation instanceof Operation.Acquire acquire) {
      fetchAfter(acquire.key(), now);
    }
  }

  @Override
  public void sendLater(int segment, Operation operation) {
    Lane lane = lane(segment);
    lane.deferred();
    lane.add(operation, System.nanoTime());
  }

  @Override
  public long unheardId() {
    return nextId++;
  }

  @Override
  public void finished(long id) {
    ids.remove(calls.remove(id));
  }

  @Override
  public boolean loadBeside(CacheKey key, long id, long now) {
    return beside.begin(key, id, now);
  }

  @Override
  public void landedBeside(CacheKey key, long id, Loaded loaded) {
    beside.landed(key, id, loaded, this);
  }

  @Override
  public void leftBeside(CacheKey key, long id, long now) {
    beside.left(key, id, now);
  }

  private void flush(int segment, long now) {
    Lane lane = lane(segment);
    lane.overtaken().forEach(operation -> refuse(segment, operation.id(), now));
    for (var batch = lane.next(now); batch.isPresent(); batch = lane.next(now)) {
      tell(segment, batch.get());
    }
    if (lane.silent()) {
      lane.question(now).ifPresent(question -> tell(segment, question));
      lane.withdraw(operation -> calls.containsKey(operation.id()))
          .forEach(operation -> unreachable(operation.id(), now));
    }
  }

  private void tell(int segment, Lane.Batch batch) {
    segments.tell(
        new SegmentCommand.Operations(segment, batch.number(), batch.operations(), answers));
  }

  private void unreachable(long id, long now) {
    Call call = calls.get(id);
    if (call != null) {
      call.unreachable(this, now);
    }
  }

  private void refuse(int segment, long id, long now) {
    String why = "cache segment " + segment + " moved before this was done; try again";
    answered(id, new Answer.Refused(id, KvCacheException.Reason.UNAVAILABLE, why), now);
  }

  private Lane lane(int segment) {
    return lanes.computeIfAbsent(segment, number -> new Lane(settings));
  }
}
