package io.blatam.inference.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.util.Optional;

/**
 * A failure in the shape that OpenAI's clients read.
 *
 * @param type OpenAI's class of error, on which clients choose their exception
 * @param param the field that is wrong
 * @param code OpenAI's word for the error, where there is one
 */
record OpenAiError(
    int status,
    String message,
    String type,
    Optional<String> param,
    Optional<String> code,
    Optional<Long> retryAfterSeconds) {

  private static final String INVALID = "invalid_request_error";
  private static final long UNAVAILABLE_RETRY_SECONDS = 5;

  static OpenAiError invalid(String param, String message) {
    return new OpenAiError(
        400,
        param + ": " + message,
        INVALID,
        Optional.of(param),
        Optional.empty(),
        Optional.empty());
  }

  static OpenAiError malformed(String message) {
    return plain(400, message, INVALID, Optional.empty());
  }

  static OpenAiError internal() {
    return plain(
        500,
        "Something failed on our side; the failure was logged under this request's X-Request-Id.",
        "server_error",
        Optional.empty());
  }

  /** What the platform's own directives refuse, above all callers without a token. */
  static OpenAiError of(Problem problem) {
    String type =
        switch (problem.status()) {
          case 403 -> "permission_error";
          case 429 -> "rate_limit_error";
          default -> problem.status() < 500 ? INVALID : "server_error";
        };
    return new OpenAiError(
        problem.status(),
        problem.detail(),
        type,
        problem.errors().stream().findFirst().map(Problem.FieldError::field),
        code(problem.status()),
        problem.retryAfterSeconds().map(Integer::longValue));
  }

  private static Optional<String> code(int status) {
    return switch (status) {
      case 401 -> Optional.of("invalid_api_key");
      case 413 -> Optional.of("request_too_large");
      default -> Optional.empty();
    };
  }

  static OpenAiError of(GenerationException failure) {
    String message = failure.getMessage();
    Optional<Long> retryAfter = failure.retryAfter().map(pause -> Math.max(1, pause.toSeconds()));
    return switch (failure.reason()) {
      case UNKNOWN_MODEL ->
          new OpenAiError(
              404,
              message,
              INVALID,
              Optional.of("model"),
              Optional.of("model_not_found"),
              Optional.empty());
      case REJECTED -> plain(400, message, INVALID, Optional.empty());
      case RATE_LIMITED ->
          new OpenAiError(
              429,
              message,
              "rate_limit_error",
              Optional.empty(),
              Optional.of("rate_limit_exceeded"),
              retryAfter.or(() -> Optional.of(1L)));
      case UNAVAILABLE ->
          new OpenAiError(
              503,
              message,
              "server_error",
              Optional.empty(),
              Optional.empty(),
              retryAfter.or(() -> Optional.of(UNAVAILABLE_RETRY_SECONDS)));
      case TIMEOUT -> plain(504, message, "server_error", Optional.of("timeout"));
      case UNAUTHORIZED, PROTOCOL, TOO_LARGE ->
          plain(502, message, "server_error", Optional.empty());
    };
  }

  private static OpenAiError plain(int status, String message, String type, Optional<String> code) {
    return new OpenAiError(status, message, type, Optional.empty(), code, Optional.empty());
  }

  ObjectNode json() {
    ObjectNode root = Json.mapper().createObjectNode();
    ObjectNode error = root.putObject("error");
    error.put("message", message);
    error.put("type", type);
    error.put("param", param.orElse(null));
    error.put("code", code.orElse(null));
    return root;
  }

  HttpResponse response() {
    HttpResponse response =
        HttpResponse.create()
            .withStatus(StatusCodes.get(status))
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json().toString()));
    if (status == 401) {
      response =
          response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer realm=\"blatam\""));
    }
    return retryAfterSeconds.isPresent()
        ? response.addHeader(
            RawHeader.create("Retry-After", Long.toString(retryAfterSeconds.get())))
        : response;
  }
}
