package io.blatam.gateway.proxy;

import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.ResponseEntity;
import akka.http.scaladsl.model.HttpEntity;
import akka.http.scaladsl.model.HttpEntity.Chunked;
import akka.http.scaladsl.model.HttpEntity.CloseDelimited;
import akka.http.scaladsl.model.HttpEntity.Default;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;

/**
 * Tells how a streamed body ended while passing it on as it is: its length or its chunks, their
 * trailers included.
 */
final class EntityWatch<T> extends GraphStage<FlowShape<T, T>> {

  /** Called on the stream's actor, exactly one of the two, once. */
  interface End {
    void complete();

    void broken(Throwable cause);
  }

  private final Inlet<T> in = Inlet.create("EntityWatch.in");
  private final Outlet<T> out = Outlet.create("EntityWatch.out");
  private final FlowShape<T, T> shape = FlowShape.of(in, out);
  private final End end;

  private EntityWatch(End end) {
    this.end = end;
  }

  static ResponseEntity response(ResponseEntity entity, End end) {
    if (entity instanceof Default known) {
      return new Default(
          known.contentType(), known.contentLength(), known.data().via(new EntityWatch<>(end)));
    }
    if (entity instanceof Chunked chunked) {
      return new Chunked(chunked.contentType(), chunked.chunks().via(new EntityWatch<>(end)));
    }
    if (entity instanceof CloseDelimited closing) {
      // The upstream ends its body by closing; the client's connection need not be lost for that.
      return HttpEntity.Chunked$.MODULE$.fromData(
          closing.contentType(), closing.data().via(new EntityWatch<>(end)));
    }
    end.complete();
    return entity;
  }

  static RequestEntity request(RequestEntity entity, End end) {
    if (entity instanceof Default known) {
      return new Default(
          known.contentType(), known.contentLength(), known.data().via(new EntityWatch<>(end)));
    }
    if (entity instanceof Chunked chunked) {
      return new Chunked(chunked.contentType(), chunked.chunks().via(new EntityWatch<>(end)));
    }
    end.complete();
    return entity;
  }

  @Override
  public FlowShape<T, T> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new GraphStageLogic(shape) {
      {
        setHandler(
            in,
            new AbstractInHandler() {
              @Override
              public void onPush() {
                push(out, grab(in));
              }

              @Override
              public void onUpstreamFinish() {
                end.complete();
                completeStage();
              }

              @Override
              public void onUpstreamFailure(Throwable cause) {
                end.broken(cause);
                failStage(cause);
              }
            });
        setHandler(
            out,
            new AbstractOutHandler() {
              @Override
              public void onPull() {
                pull(in);
              }

              @Override
              public void onDownstreamFinish(Throwable cause) {
                end.broken(cause);
                cancelStage(cause);
              }
            });
      }
    };
  }
}
