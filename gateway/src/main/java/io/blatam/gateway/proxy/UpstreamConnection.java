package io.blatam.gateway.proxy;

import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Materializer;
import akka.stream.Outlet;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One kept-alive connection to an upstream, carrying one exchange at a time.
 *
 * <p>Akka HTTP's own pool can not take back a request that waits for its answer; here an exchange
 * can be aborted at any moment, which closes the connection and so tells the upstream. Thread-safe.
 */
final class UpstreamConnection {

  /** An exchange that waits for the head of its answer. */
  private record Waiting(HttpRequest request, CompletableFuture<HttpResponse> response) {}

  private final AtomicReference<Waiting> waiting = new AtomicReference<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile long idleSince;

  /** Set while the connection is materialized, so before anyone can use it. */
  private volatile Logic logic;

  private UpstreamConnection() {}

  /**
   * Connects. The result fails when that does not succeed; then nothing was sent.
   *
   * @param transport HTTP over one connection
   */
  static CompletionStage<UpstreamConnection> open(
      Flow<HttpRequest, HttpResponse, CompletionStage<OutgoingConnection>> transport,
      Materializer materializer) {
    UpstreamConnection connection = new UpstreamConnection();
    CompletionStage<OutgoingConnection> connected =
        transport.joinMat(Flow.fromGraph(connection.new Driver()), Keep.left()).run(materializer);
    return connected.thenApply(established -> connection);
  }

  /** Sends; completes with the head of the answer, or fails with {@link ConnectionLost}. */
  CompletionStage<HttpResponse> exchange(HttpRequest request) {
    Waiting exchange = new Waiting(request, new CompletableFuture<>());
    waiting.set(exchange);
    if (closed.isDone()) {
      failWaiting(new ConnectionLost(Optional.empty()));
    } else {
      logic.send.invoke(exchange);
    }
    return exchange.response();
  }

  /** Closes at once, whatever is going on. */
  void abort() {
    logic.abort.invoke(this);
  }

  CompletionStage<Void> whenClosed() {
    return closed;
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  long idleSince() {
    return idleSince;
  }

  void idleFrom(long now) {
    idleSince = now;
  }

  private void failWaiting(ConnectionLost failure) {
    Waiting exchange = waiting.getAndSet(null);
    if (exchange != null) {
      exchange.response().completeExceptionally(failure);
    }
  }

  /** The end of the connection that is ours: requests out, answers in. Run once. */
  private final class Driver extends GraphStage<FlowShape<HttpResponse, HttpRequest>> {

    private final Inlet<HttpResponse> in = Inlet.create("UpstreamConnection.in");
    private final Outlet<HttpRequest> out = Outlet.create("UpstreamConnection.out");
    private final FlowShape<HttpResponse, HttpRequest> shape = FlowShape.of(in, out);

    @Override
    public FlowShape<HttpResponse, HttpRequest> shape() {
      return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
      logic = new Logic(shape, in, out);
      return logic;
    }
  }

  private final class Logic extends GraphStageLogic {

    private final AsyncCallback<Waiting> send;
    private final AsyncCallback<UpstreamConnection> abort;
    private ConnectionLost reason = new ConnectionLost(Optional.empty());

    Logic(
        FlowShape<HttpResponse, HttpRequest> shape,
        Inlet<HttpResponse> in,
        Outlet<HttpRequest> out) {
      super(shape);
      send =
          createAsyncCallback(
              exchange -> {
                emit(out, exchange.request());
                if (!hasBeenPulled(in) && !isClosed(in)) {
                  pull(in);
                }
              });
      abort = createAsyncCallback(connection -> failStage(reason));
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              HttpResponse response = grab(in);
              Waiting exchange = waiting.getAndSet(null);
              if (exchange == null) {
                failStage(new ConnectionLost(Optional.empty()));
              } else {
                exchange.response().complete(response);
              }
            }

            @Override
            public void onUpstreamFailure(Throwable failure) {
              reason = new ConnectionLost(Optional.of(failure));
              completeStage();
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {}

            @Override
            public void onDownstreamFinish(Throwable cause) {
              // An upstream may answer and close before it has read the whole request: wait for it.
              if (waiting.get() == null) {
                completeStage();
              }
            }
          });
    }

    @Override
    public void postStop() {
      closed.complete(null);
      failWaiting(reason);
    }
  }
}
