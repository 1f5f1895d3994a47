package io.blatam.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The platform refused, or could not be asked. The message is for a person: what was wrong and what
 * to change, one line a field.
 */
public final class ApiFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private ApiFailure(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** HTTP status; 0 when there was no answer at all. */
  public int status() {
    return status;
  }

  /** Will the same request perhaps work in a moment? */
  public boolean mayPass() {
    return status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
  }

  static ApiFailure unreachable(String url, Exception cause) {
    String why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new ApiFailure(
        0, "nothing answers at " + url + why + "; start the platform with ./blatam start", cause);
  }

  /** What an answer that is not a 2xx says, whether or not it is a problem document. */
  static ApiFailure of(int status, String body) {
    try {
      JsonNode problem = Json.mapper().readTree(body);
      List<String> lines = new ArrayList<>();
      for (JsonNode error : problem.path("errors")) {
        lines.add(error.path("field").asText() + ": " + error.path("message").asText());
      }
      if (lines.isEmpty()) {
        lines.add(problem.path("detail").asText(problem.path("title").asText("HTTP " + status)));
      }
      return new ApiFailure(status, String.join("\n", lines), null);
    } catch (JsonProcessingException e) {
      return new ApiFailure(status, "HTTP " + status + ": " + body.strip(), e);
    }
  }
}
