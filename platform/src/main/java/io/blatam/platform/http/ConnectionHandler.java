package io.blatam.platform.http;

import akka.Done;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ResponseEntity;
import akka.http.scaladsl.model.HttpEntity;
import akka.japi.function.Function;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.KillSwitches;
import akka.stream.Outlet;
import akka.stream.SharedKillSwitch;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers the requests of one connection, one at a time and in order, as Akka HTTP's own handler
 * does; but it reads ahead while an answer is awaited or streamed, so that it sees the client hang
 * up ({@link ClientGone}) and ends endless answers at once instead of at their next byte; and it
 * hears a client out before it answers what came too early ({@link LingeringBody}).
 */
final class ConnectionHandler extends GraphStage<FlowShape<HttpRequest, HttpResponse>> {

  private final Inlet<HttpRequest> in = Inlet.create("ConnectionHandler.in");
  private final Outlet<HttpResponse> out = Outlet.create("ConnectionHandler.out");
  private final FlowShape<HttpRequest, HttpResponse> shape = FlowShape.of(in, out);
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;
  private final BodyBound bound;

  /**
   * @param bound of a request's body where a route does not set its own
   */
  ConnectionHandler(Function<HttpRequest, CompletionStage<HttpResponse>> handler, BodyBound bound) {
    this.handler = handler;
    this.bound = bound;
  }

  @Override
  public FlowShape<HttpRequest, HttpResponse> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  /** What came of one request. */
  private record Answered(HttpResponse response, Throwable failure) {}

  private final class Logic extends GraphStageLogic {

    private final AsyncCallback<Answered> answered = createAsyncCallback(this::answer);
    private CompletableFuture<Done> clientGone = new CompletableFuture<>();
    private Optional<HttpRequest> pipelined = Optional.empty();
    private boolean answering;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() throws Exception {
              HttpRequest request = grab(in);
              if (answering) {
                pipelined = Optional.of(request);
              } else {
                begin(request);
              }
            }

            @Override
            public void onUpstreamFinish() {
              clientGone.complete(Done.getInstance());
              if (!answering) {
                completeStage();
              }
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              readAhead();
            }
          });
    }

    @Override
    public void postStop() {
      // A connection that breaks does not finish in good order.
      clientGone.complete(Done.getInstance());
    }

    private void begin(HttpRequest request) throws Exception {
      answering = true;
      clientGone = new CompletableFuture<>();
      readAhead();
      var lingering =
          LingeringBody.of(
              bound
                  .on(request)
                  .addAttribute(ClientGone.KEY, new ClientGone.SignalOfRequest(clientGone)),
              bound.bytes());
      handler
          .apply(lingering.request())
          .whenComplete(
              (response, failure) ->
                  lingering
                      .rest()
                      .apply(materializer())
                      .thenRun(() -> answered.invoke(new Answered(response, failure))));
    }

    private void readAhead() {
      if (pipelined.isEmpty() && !hasBeenPulled(in) && !isClosed(in)) {
        pull(in);
      }
    }

    private void answer(Answered result) throws Exception {
      if (result.failure() != null) {
        failStage(result.failure());
        return;
      }
      answering = false;
      emit(out, endingWith(clientGone, result.response()), this::next);
    }

    private void next() throws Exception {
      if (pipelined.isPresent()) {
        HttpRequest request = pipelined.get();
        pipelined = Optional.empty();
        begin(request);
      } else if (isClosed(in)) {
        completeStage();
      } else {
        readAhead();
      }
    }
  }

  /** Only answers of unknown length can wait for their next byte for ever. */
  private static HttpResponse endingWith(CompletableFuture<Done> gone, HttpResponse response) {
    if (!(response.entity() instanceof HttpEntity.Chunked chunked)) {
      return response;
    }
    SharedKillSwitch end = KillSwitches.shared("client-gone");
    gone.thenRun(end::shutdown);
    return response.withEntity(
        (ResponseEntity)
            new HttpEntity.Chunked(chunked.contentType(), chunked.chunks().via(end.flow())));
  }
}
