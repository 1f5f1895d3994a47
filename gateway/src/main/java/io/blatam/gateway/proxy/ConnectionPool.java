package io.blatam.gateway.proxy;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.OutgoingConnectionBuilder;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The connections to one address, as many as are needed at once and never more than a bound. The
 * connection used last is used first, so that surplus ones grow old and are closed. Thread-safe.
 */
final class ConnectionPool {

  /** Every connection is in use; nothing waits here, the caller is told at once. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("all connections are in use", null, false, false);
    }
  }

  /**
   * @param reused carried an exchange before, so the upstream may be closing it just now
   */
  record Lease(UpstreamConnection connection, boolean reused) {}

  private final Flow<HttpRequest, HttpResponse, CompletionStage<OutgoingConnection>> transport;
  private final Materializer materializer;
  private final int maxConnections;
  private final long keepAliveNanos;

  private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
  private int open;

  ConnectionPool(
      ActorSystem<?> system,
      URI address,
      ClientConnectionSettings settings,
      int maxConnections,
      Duration keepAlive) {
    boolean secure = address.getScheme().equals("https");
    int defaultPort = secure ? 443 : 80;
    OutgoingConnectionBuilder builder =
        Http.get(system)
            .connectionTo(address.getHost())
            .toPort(address.getPort() > 0 ? address.getPort() : defaultPort)
            .withClientConnectionSettings(settings.withTransport(new ReadAheadTransport()));
    this.transport = secure ? builder.https() : builder.http();
    this.materializer = SystemMaterializer.get(system).materializer();
    this.maxConnections = maxConnections;
    this.keepAliveNanos = keepAlive.toNanos();
  }

  /** An idle connection or a new one. */
  CompletionStage<Lease> acquire() {
    Optional<UpstreamConnection> reusable = takeIdle(System.nanoTime());
    return reusable.isPresent()
        ? CompletableFuture.completedFuture(new Lease(reusable.get(), true))
        : acquireNew();
  }

  /** A new connection, for a request that failed because a reused one had gone stale. */
  CompletionStage<Lease> acquireNew() {
    synchronized (this) {
      if (open >= maxConnections) {
        return CompletableFuture.failedFuture(new Exhausted());
      }
      open++;
    }
    return UpstreamConnection.open(transport, materializer)
        .whenComplete(
            (connection, failure) -> {
              if (failure != null) {
                forgetOne();
              } else {
                connection.whenClosed().thenRun(() -> forget(connection));
              }
            })
        .thenApply(connection -> new Lease(connection, false));
  }

  /** Takes a connection back whose exchange ended in good order. */
  void release(UpstreamConnection connection) {
    long now = System.nanoTime();
    connection.idleFrom(now);
    synchronized (this) {
      if (connection.isOpen()) {
        idle.push(connection);
      }
      closeAged(now);
    }
  }

  synchronized int openConnections() {
    return open;
  }

  private synchronized Optional<UpstreamConnection> takeIdle(long now) {
    closeAged(now);
    return Optional.ofNullable(idle.poll());
  }

  private void closeAged(long now) {
    while (!idle.isEmpty() && now - idle.peekLast().idleSince() > keepAliveNanos) {
      idle.pollLast().abort();
    }
  }

  private synchronized void forgetOne() {
    open--;
  }

  private synchronized void forget(UpstreamConnection connection) {
    open--;
    idle.remove(connection);
  }
}
