package io.blatam.inference.openai;

import io.blatam.inference.api.GenerationException.Reason;
import java.time.Duration;
import java.util.Optional;

/** What an HTTP status other than success means, and whether asking again may help. */
final class ErrorResponse {

  private ErrorResponse() {}

  static UpstreamFailure of(int status, String body, Optional<Duration> retryAfter, String model) {
    String said = ChunkParser.shortened(ChunkParser.errorMessage(body));
    String saying = said.isEmpty() ? "" : ": " + said;
    return switch (status) {
      // What the endpoint says here may quote the key, so it is not repeated.
      case 401, 403 ->
          UpstreamFailure.lasting(
              Reason.UNAUTHORIZED,
              "the model's endpoint refuses the key (HTTP "
                  + status
                  + "); check blatam.inference.openai.api-key-file or BLATAM_OPENAI_API_KEY");
      case 404 ->
          UpstreamFailure.lasting(
              Reason.UNKNOWN_MODEL,
              "the model's endpoint has no model '"
                  + model
                  + "' or no chat completions; check blatam.inference.openai.model and base-url"
                  + saying);
      case 429 -> rateLimited(body, retryAfter, saying);
      case 408 ->
          UpstreamFailure.worthAnotherTry(
              Reason.UNAVAILABLE, "the model's endpoint gave up waiting" + saying, retryAfter);
      default -> other(status, retryAfter, saying);
    };
  }

  private static UpstreamFailure rateLimited(
      String body, Optional<Duration> retryAfter, String saying) {
    if (ChunkParser.errorCode(body).equals("insufficient_quota")) {
      return UpstreamFailure.lasting(
          Reason.RATE_LIMITED, "the quota at the model's endpoint is used up" + saying);
    }
    return UpstreamFailure.worthAnotherTry(
        Reason.RATE_LIMITED, "the model's endpoint gets too many requests" + saying, retryAfter);
  }

  private static UpstreamFailure other(int status, Optional<Duration> retryAfter, String saying) {
    if (status >= 500) {
      return UpstreamFailure.worthAnotherTry(
          Reason.UNAVAILABLE,
          "the model's endpoint fails (HTTP " + status + ")" + saying,
          retryAfter);
    }
    if (status >= 400) {
      return UpstreamFailure.lasting(
          Reason.REJECTED,
          "the model's endpoint refuses the request (HTTP " + status + ")" + saying);
    }
    return UpstreamFailure.lasting(
        Reason.PROTOCOL,
        "the model's endpoint answers with HTTP "
            + status
            + "; check that blatam.inference.openai.base-url ends where /chat/completions begins");
  }
}
