package io.blatam.inference.openai;

import akka.NotUsed;
import akka.stream.OverflowStrategy;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.settings.OpenAiSettings;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** How long the first piece of an answer may take, and each further one. */
final class TokenTimeouts {

  /** Pieces read ahead of a slow reader, whose slowness is not the endpoint's. */
  private static final int READ_AHEAD = 256;

  private TokenTimeouts() {}

  /** From the request to the first piece, and from piece to piece, whatever comes between. */
  static Source<StreamEvent, NotUsed> on(
      Source<StreamEvent, NotUsed> events, OpenAiSettings settings) {
    return events
        .initialTimeout(settings.firstTokenTimeout())
        .mapError(
            TimeoutException.class,
            late -> timeout("the first token", settings.firstTokenTimeout(), "first-token-timeout"))
        .prefixAndTail(1)
        .flatMapConcat(
            split ->
                Source.from(split.first())
                    .concat(
                        split
                            .second()
                            .idleTimeout(settings.nextTokenTimeout())
                            .mapError(
                                TimeoutException.class,
                                late ->
                                    timeout(
                                        "the next token",
                                        settings.nextTokenTimeout(),
                                        "next-token-timeout"))))
        .buffer(READ_AHEAD, OverflowStrategy.backpressure());
  }

  static UpstreamFailure timeout(String what, Duration limit, String key) {
    return UpstreamFailure.lasting(
        Reason.TIMEOUT,
        what
            + " did not come within "
            + limit.toMillis()
            + " ms (blatam.inference.openai."
            + key
            + ")");
  }
}
