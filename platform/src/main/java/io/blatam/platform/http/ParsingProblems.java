package io.blatam.platform.http;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;

/**
 * Answers what could not be read as a request at all, so that no route saw it, as every other
 * problem is. Made by Akka HTTP, which is told its name in {@code akka-defaults.conf}.
 */
public final class ParsingProblems extends ParsingErrorHandler {

  private static final String TARGET = "Illegal request-target";

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo wrong, LoggingAdapter log, ServerSettings settings) {
    return HttpKit.problem(status.intValue(), status.reason(), said(wrong.summary())).toResponse();
  }

  private static String said(String summary) {
    return summary.startsWith(TARGET)
        ? summary + "; percent-encode what is meant literally, a % as %25."
        : summary;
  }
}
