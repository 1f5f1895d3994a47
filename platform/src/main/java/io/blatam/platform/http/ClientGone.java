package io.blatam.platform.http;

import akka.Done;
import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether the client still waits. Akka HTTP by itself tells a handler nothing when the client hangs
 * up before the answer's head is out, so work for nobody would go on until its end.
 */
public final class ClientGone {

  static final AttributeKey<SignalOfRequest> KEY =
      AttributeKey.create("blatam-client-gone", SignalOfRequest.class);

  /** A type of its own, because attribute keys carry a class that can not be generic. */
  record SignalOfRequest(CompletableFuture<Done> gone) {}

  private ClientGone() {}

  /**
   * Completes when the client closes its side of the connection while {@code request} is being
   * answered; never otherwise. Callbacks run on the connection's actor, so they must be short.
   */
  public static CompletionStage<Done> of(HttpRequest request) {
    return request
        .getAttribute(KEY)
        .<CompletionStage<Done>>map(SignalOfRequest::gone)
        .orElseGet(CompletableFuture::new);
  }
}
