package io.blatam.platform.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * An error as a value that a person can act on, in the shape of RFC 9457.
 *
 * @param type stable identifier of the kind of problem, {@code urn:blatam:problem:<slug>}
 * @param title the kind of problem in a few words; the same for every occurrence
 * @param status HTTP status
 * @param detail what was wrong here and what to change
 * @param requestId the request's id, also in the {@code X-Request-Id} header
 * @param errors one entry a field, for validation problems
 * @param retryAfterSeconds when trying again makes sense, also sent as {@code Retry-After}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> requestId,
    List<FieldError> errors,
    Optional<Integer> retryAfterSeconds) {

  private static final akka.http.javadsl.model.ContentType CONTENT_TYPE =
      ContentTypes.create(
          MediaTypes.applicationWithFixedCharset(
              "problem+json", akka.http.javadsl.model.HttpCharsets.UTF_8));

  /**
   * @param field path into the body ({@code items[2].price}) or the name of a query parameter or
   *     header
   */
  public record FieldError(String field, String message) {}

  public static Problem of(int status, String slug, String title, String detail) {
    return new Problem(
        "urn:blatam:problem:" + slug,
        title,
        status,
        detail,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** What a caller gave, fit to be said back: printable ASCII, cut after 60 characters. */
  public static String printable(String given) {
    String plain = given.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
  }

  public static Problem badRequest(String detail) {
    return of(400, "bad-request", "The request can not be understood", detail);
  }

  public static Problem malformedJson(String detail) {
    return of(400, "malformed-json", "The body is not valid JSON", detail);
  }

  public static Problem validation(List<FieldError> errors) {
    FieldError first = errors.get(0);
    return new Problem(
        "urn:blatam:problem:validation",
        "A field has a value that can not be accepted",
        400,
        first.field() + ": " + first.message(),
        Optional.empty(),
        List.copyOf(errors),
        Optional.empty());
  }

  public static Problem validation(String field, String message) {
    return validation(List.of(new FieldError(field, message)));
  }

  public static Problem unauthorized(String detail) {
    return of(401, "unauthorized", "The caller is not known", detail);
  }

  public static Problem forbidden(String detail) {
    return of(403, "forbidden", "The caller may not do this", detail);
  }

  public static Problem notFound(String detail) {
    return of(404, "not-found", "There is nothing here", detail);
  }

  public static Problem conflict(String detail) {
    return of(409, "conflict", "The request contradicts the present state", detail);
  }

  public static Problem tooLarge(String detail) {
    return of(413, "too-large", "The body is too large", detail);
  }

  /**
   * @param what is too large, as a sentence begins with it
   * @param setting the key of the configuration that says how many bytes it may have
   */
  public static Problem tooLarge(String what, long bytes, String setting) {
    return tooLarge(what + " is larger than the " + bytes + " bytes that " + setting + " allows.");
  }

  public static Problem unsupportedMediaType(String detail) {
    return of(
        415, "unsupported-media-type", "The body has a media type that is not read here", detail);
  }

  public static Problem tooManyRequests(String detail, int retryAfterSeconds) {
    return of(429, "too-many-requests", "Too much was asked at once", detail)
        .retryAfter(retryAfterSeconds);
  }

  public static Problem internal() {
    return of(
        500,
        "internal",
        "Something failed on our side",
        "The failure was logged under this request id; try again or report the id.");
  }

  public static Problem badGateway(String detail) {
    return of(502, "bad-gateway", "A service behind this one failed", detail);
  }

  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return of(503, "unavailable", "The service can not answer now", detail)
        .retryAfter(retryAfterSeconds);
  }

  public static Problem timeout(String detail) {
    return of(504, "timeout", "The answer did not come in time", detail);
  }

  public Problem retryAfter(int seconds) {
    return new Problem(type, title, status, detail, requestId, errors, Optional.of(seconds));
  }

  public Problem withRequestId(String id) {
    return new Problem(type, title, status, detail, Optional.of(id), errors, retryAfterSeconds);
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The problem as {@code application/problem+json}. */
  public HttpResponse toResponse() {
    HttpResponse response =
        HttpResponse.create()
            .withStatus(StatusCodes.get(status))
            .withEntity(HttpEntities.create(CONTENT_TYPE, Json.write(this)));
    if (status == 401) {
      response = response.addHeader(header("WWW-Authenticate", "Bearer realm=\"blatam\""));
    }
    if (retryAfterSeconds.isPresent()) {
      response =
          response.addHeader(header("Retry-After", Integer.toString(retryAfterSeconds.get())));
    }
    return response;
  }

  private static HttpHeader header(String name, String value) {
    return RawHeader.create(name, value);
  }
}
