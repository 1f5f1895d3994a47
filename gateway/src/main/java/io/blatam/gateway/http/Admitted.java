package io.blatam.gateway.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.ResponseEntity;
import akka.http.scaladsl.model.HttpEntity.ChunkStreamPart;
import akka.http.scaladsl.model.HttpEntity.Chunked;
import akka.stream.javadsl.Flow;
import java.util.function.BooleanSupplier;

/**
 * A request that may be forwarded.
 *
 * @param request with a token, which services verify once more
 * @param revoked whether who sent it was shut out since
 */
public record Admitted(HttpRequest request, BooleanSupplier revoked) {

  /**
   * The answer, which ends early where it is a stream of events and its reader is shut out. Such
   * streams say something every ten seconds; nothing of it is passed on after that.
   */
  HttpResponse whileAdmitted(HttpResponse answer) {
    boolean events =
        answer.entity().getContentType().mediaType().equals(MediaTypes.TEXT_EVENT_STREAM);
    return events && answer.entity() instanceof Chunked stream
        ? answer.withEntity(
            (ResponseEntity)
                new Chunked(
                    stream.contentType(),
                    stream
                        .chunks()
                        .via(
                            Flow.<ChunkStreamPart>create()
                                .takeWhile(part -> !revoked.getAsBoolean()))))
        : answer;
  }
}
