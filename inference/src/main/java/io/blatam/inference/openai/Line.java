package io.blatam.inference.openai;

import akka.actor.ActorSystem;
import akka.http.javadsl.ClientTransport;
import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.util.ByteString;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/**
 * A TCP connection that can be cut. Akka HTTP's client, when its response is cancelled before it
 * has begun, keeps the connection and goes on waiting, and the endpoint goes on computing for
 * nobody.
 */
final class Line extends ClientTransport {

  private final SharedKillSwitch scissors = KillSwitches.shared("line-to-model");

  @Override
  public Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> connectTo(
      String host, int port, ClientConnectionSettings settings, ActorSystem system) {
    Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> tcp =
        ClientTransport.TCP().connectTo(host, port, settings, system);
    return Flow.of(ByteString.class)
        .via(scissors.flow())
        .viaMat(tcp, Keep.right())
        .via(scissors.flow());
  }

  /** Without effect on a connection that is closed already. */
  void cut() {
    scissors.abort(new CancellationException("nobody waits for the answer any more"));
  }
}
