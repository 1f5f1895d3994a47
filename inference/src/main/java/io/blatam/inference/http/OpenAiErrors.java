package io.blatam.inference.http;

import static akka.http.javadsl.server.Directives.complete;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.scaladsl.model.IllegalRequestException;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.StageFailure;
import io.blatam.platform.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever fails below {@code /v1}, in OpenAI's shape. */
final class OpenAiErrors {

  private static final Logger LOG = LoggerFactory.getLogger(OpenAiErrors.class);

  ExceptionHandler handler() {
    return ExceptionHandler.newBuilder().matchAny(failure -> complete(response(failure))).build();
  }

  HttpResponse response(Throwable failure) {
    return of(failure).response();
  }

  OpenAiError of(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof InvalidRequestException invalid) {
      return invalid.error();
    } else if (cause instanceof GenerationException known) {
      return OpenAiError.of(known);
    } else if (cause instanceof ProblemException problem) {
      return OpenAiError.of(problem.problem());
    } else if (cause instanceof IllegalRequestException illegal) {
      return OpenAiError.malformed(illegal.info().formatPretty());
    }
    LOG.error("a request below /v1 failed", cause);
    return OpenAiError.internal();
  }
}
