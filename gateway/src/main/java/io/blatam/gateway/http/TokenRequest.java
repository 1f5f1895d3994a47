package io.blatam.gateway.http;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.japi.Pair;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code POST /api/v1/auth/token} is given: JSON with a user name and a password, or OAuth 2's
 * form (RFC 6749: {@code password}, or {@code client_credentials} with HTTP Basic or in the body).
 *
 * @param scopes what the token shall be good for; empty for all that the account has
 * @param oauth whether errors are wanted in OAuth 2's shape
 */
record TokenRequest(String username, String password, Set<String> scopes, boolean oauth) {

  private static final int LONGEST_PASSWORD = 1_000;
  private static final String BASIC = "Basic ";

  /** The JSON form. */
  record Body(String username, String password, Optional<String> scope) {}

  TokenRequest {
    if (username.isBlank()) {
      throw Problem.validation("username", "must not be empty").asException();
    }
    if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
      throw Problem.validation("password", "must have 1 to " + LONGEST_PASSWORD + " characters")
          .asException();
    }
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (400) that says what to change
   */
  static TokenRequest of(HttpRequest request, HttpEntity.Strict body) {
    String type = body.getContentType().mediaType().subType();
    if (type.equals("x-www-form-urlencoded")) {
      return ofForm(request, body.getData().decodeString(StandardCharsets.UTF_8));
    }
    if (body.getData().nonEmpty()
        && !type.equals("json")
        && !type.equals("octet-stream")
        && !body.getContentType().equals(akka.http.javadsl.model.ContentTypes.NO_CONTENT_TYPE)) {
      throw Problem.unsupportedMediaType(
              "Send application/json or application/x-www-form-urlencoded.")
          .asException();
    }
    Body json = Json.read(body.getData().toArray(), Body.class);
    return new TokenRequest(json.username(), json.password(), split(json.scope()), false);
  }

  private static TokenRequest ofForm(HttpRequest request, String form) {
    Map<String, String> fields = fields(form);
    Set<String> scopes = split(Optional.ofNullable(fields.get("scope")));
    String grant = required(fields, "grant_type");
    return switch (grant) {
      case "password" ->
          new TokenRequest(
              required(fields, "username"), required(fields, "password"), scopes, true);
      case "client_credentials" -> {
        Optional<Pair<String, String>> basic = basic(request);
        yield basic.isPresent()
            ? new TokenRequest(basic.get().first(), basic.get().second(), scopes, true)
            : new TokenRequest(
                required(fields, "client_id"), required(fields, "client_secret"), scopes, true);
      }
      default ->
          throw Problem.validation("grant_type", "must be password or client_credentials")
              .asException();
    };
  }

  private static Optional<Pair<String, String>> basic(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
        .map(value -> decode(value.substring(BASIC.length()).strip()));
  }

  private static Pair<String, String> decode(String credentials) {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon > 0) {
        return Pair.create(text.substring(0, colon), text.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // said below, as for credentials without a colon
    }
    throw Problem.badRequest("The Authorization header must be 'Basic' with base64(name:password).")
        .asException();
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : form.split("&")) {
      int equals = field.indexOf('=');
      String name = decodeForm(equals < 0 ? field : field.substring(0, equals));
      String value = equals < 0 ? "" : decodeForm(field.substring(equals + 1));
      if (fields.put(name, value) != null) {
        throw Problem.validation(name, "must be sent once").asException();
      }
    }
    return fields;
  }

  private static String decodeForm(String text) {
    try {
      return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The form is not URL-encoded.").asException();
    }
  }

  private static String required(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> Problem.validation(name, "is required").asException());
  }

  private static Set<String> split(Optional<String> scope) {
    return scope.stream()
        .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The credentials stay out of logs. */
  @Override
  public String toString() {
    return "TokenRequest[" + username + "]";
  }
}
