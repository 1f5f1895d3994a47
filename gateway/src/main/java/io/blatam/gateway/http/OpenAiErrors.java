package io.blatam.gateway.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.util.Optional;

/**
 * Problems in the shape that OpenAI's clients read, so that they raise their own exceptions with
 * our explanation in them.
 */
final class OpenAiErrors {

  private static final String PREFIX = "urn:blatam:problem:";

  private OpenAiErrors() {}

  private record Envelope(Body error) {}

  /** OpenAI sends {@code param} and {@code code} even when they say nothing. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Body(String message, String type, Optional<String> param, String code) {}

  static HttpResponse response(Problem problem) {
    Envelope envelope =
        new Envelope(
            new Body(
                problem.detail(),
                type(problem.status()),
                problem.errors().stream().findFirst().map(Problem.FieldError::field),
                code(problem)));
    // Status and headers (WWW-Authenticate, Retry-After) are those of the problem.
    return problem.toResponse().withEntity(ContentTypes.APPLICATION_JSON, Json.write(envelope));
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  private static String code(Problem problem) {
    return problem.status() == 401
        ? "invalid_api_key"
        : problem.type().replace(PREFIX, "").replace('-', '_');
  }
}
