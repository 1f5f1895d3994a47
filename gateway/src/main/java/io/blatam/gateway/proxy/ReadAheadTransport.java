package io.blatam.gateway.proxy;

import akka.actor.ActorSystem;
import akka.http.javadsl.ClientTransport;
import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.concurrent.CompletionStage;

/**
 * TCP that reads one buffer ahead of its demand. Without that an idle connection is not read at
 * all, so its closing by the upstream would be noticed by the next request only.
 */
final class ReadAheadTransport extends ClientTransport {

  @Override
  public Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> connectTo(
      String host, int port, ClientConnectionSettings settings, ActorSystem system) {
    return ClientTransport.TCP().connectTo(host, port, settings, system).detach();
  }
}
