package io.blatam.platform.http;

import akka.Done;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RequestEntity;
import akka.http.scaladsl.model.HttpEntity;
import akka.stream.Attributes;
import akka.stream.Materializer;
import akka.stream.Outlet;
import akka.stream.SourceShape;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The body of a request, which is read to its end although nobody wants the rest: a connection that
 * is closed with bytes unread is reset, and a client that is still sending would see the reset and
 * never the answer that says what was wrong (<em>lingering close</em>, as nginx names it). What is
 * thrown away is bounded in bytes and in time, a client that stops sending is not waited for, and
 * one that asks before it sends ({@code Expect: 100-continue}) is not made to send.
 *
 * <p>Bounds on a body's size belong around this source, not below it.
 *
 * @param <T> a part of the body: bytes, or a chunk
 */
final class LingeringBody<T> extends GraphStage<SourceShape<T>> {

  /** Bodies whose announced rest is longer are cut off. */
  private static final long MOST_BYTES = 64 << 20;

  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  /**
   * A client that sends nothing for one to two of these has stopped. What a network loses is sent
   * again after a second at first (RFC 6298, section 2).
   */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private enum State {
    /** Nobody has asked for the body. */
    UNTOUCHED,
    /** Somebody reads it. */
    READ,
    /** The rest is thrown away. */
    UNWANTED
  }

  private final Outlet<T> out = Outlet.create("LingeringBody.out");
  private final SourceShape<T> shape = SourceShape.of(out);
  private final Source<T, ?> body;
  private final ToLongFunction<T> bytes;
  private final long announced;
  private final boolean asksFirst;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNTOUCHED);
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();

  /** Completes what it is given if somebody reads on; asked once there is a reader. */
  private volatile AsyncCallback<CompletableFuture<Done>> reader;

  private LingeringBody(
      Source<T, ?> body, ToLongFunction<T> bytes, long announced, boolean asksFirst) {
    this.body = body;
    this.bytes = bytes;
    this.announced = announced;
    this.asksFirst = asksFirst;
  }

  /**
   * What {@link #of} makes of a request.
   *
   * @param rest asked for before the answer is sent: completes once no byte is left that nobody
   *     wants
   */
  record Lingering(HttpRequest request, Function<Materializer, CompletionStage<Done>> rest) {}

  /**
   * @param maxBytes the bound on the body where a route does not set its own
   */
  static Lingering of(HttpRequest request, long maxBytes) {
    boolean asksFirst = request.getHeader("Expect").isPresent();
    if (request.entity() instanceof HttpEntity.Default known) {
      var lingering =
          new LingeringBody<>(
              known.withoutSizeLimit().getDataBytes(),
              part -> part.length(),
              known.contentLength(),
              asksFirst);
      return lingering.within(
          request,
          new HttpEntity.Default(known.contentType(), known.contentLength(), lingering.source())
              .withSizeLimit(maxBytes));
    }
    if (request.entity() instanceof HttpEntity.Chunked chunked) {
      var lingering =
          new LingeringBody<>(
              chunked.withoutSizeLimit().chunks().asJava(),
              part -> part.data().length(),
              0,
              asksFirst);
      return lingering.within(
          request,
          new HttpEntity.Chunked(chunked.contentType(), lingering.source())
              .withSizeLimit(maxBytes));
    }
    return new Lingering(request, materializer -> CompletableFuture.completedStage(Done.done()));
  }

  private akka.stream.scaladsl.Source<T, Object> source() {
    return Source.fromGraph(this).mapMaterializedValue(Object.class::cast).asScala();
  }

  private Lingering within(HttpRequest request, RequestEntity entity) {
    return new Lingering(request.withEntity(entity), this::rest);
  }

  private CompletionStage<Done> rest(Materializer materializer) {
    if (state.compareAndSet(State.UNTOUCHED, State.UNWANTED)) {
      Source.fromGraph(this).runWith(Sink.cancelled(), materializer);
    }
    if (state.get() == State.UNWANTED || ended.isDone()) {
      return ended;
    }
    // Somebody who still reads does not keep the answer waiting. Who has just failed over the body
    // may have the answer ready before the body hears that it is not wanted any more.
    CompletableFuture<Done> readOn = new CompletableFuture<>();
    reader.invoke(readOn);
    return ended.applyToEither(readOn, done -> done);
  }

  @Override
  public SourceShape<T> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    private final SubSinkInlet<T> in = new SubSinkInlet<>("LingeringBody.in");
    private long received;
    private long thrownAway;
    private boolean heard;
    private long silences;
    private boolean first;

    Logic() {
      super(shape);
      in.setHandler(
          new AbstractInHandler() {
            @Override
            public void onPush() {
              take(in.grab());
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              in.pull();
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              linger();
            }
          });
    }

    @Override
    public void preStart() {
      first = taken.compareAndSet(false, true);
      if (!first) {
        failStage(new IllegalStateException("a request's body can be read once"));
        return;
      }
      reader = createAsyncCallback(this::isReadOn);
      state.compareAndSet(State.UNTOUCHED, State.READ);
      subFusingMaterializer().materialize(body.to(in.sink()).asScala());
    }

    private void isReadOn(CompletableFuture<Done> answer) {
      if (!isClosed(out)) {
        answer.complete(Done.getInstance());
      }
    }

    private void take(T part) {
      received += bytes.applyAsLong(part);
      if (!isClosed(out)) {
        push(out, part);
        return;
      }
      heard = true;
      thrownAway += bytes.applyAsLong(part);
      if (thrownAway > MOST_BYTES) {
        completeStage();
      } else {
        in.pull();
      }
    }

    private void linger() {
      state.set(State.UNWANTED);
      boolean untold = asksFirst && received == 0;
      if (untold || announced - received > MOST_BYTES) {
        completeStage();
        return;
      }
      setKeepGoing(true);
      scheduleAtFixedRate(SILENCE, SILENCE, SILENCE);
      if (!in.hasBeenPulled()) {
        in.pull();
      }
    }

    @Override
    public void onTimer(Object tick) {
      silences++;
      if (!heard || SILENCE.multipliedBy(silences).compareTo(MOST_TIME) > 0) {
        completeStage();
      }
      heard = false;
    }

    @Override
    public void postStop() {
      if (first) {
        if (!in.isClosed()) {
          in.cancel();
        }
        ended.complete(Done.getInstance());
      }
    }
  }
}
