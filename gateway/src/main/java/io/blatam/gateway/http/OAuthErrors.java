package io.blatam.gateway.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.blatam.platform.http.Json;

/** Errors as OAuth 2 clients read them (RFC 6749, section 5.2). */
final class OAuthErrors {

  private OAuthErrors() {}

  private record Body(String error, String errorDescription) {}

  static HttpResponse response(int status, String error, String description) {
    HttpResponse response =
        Json.response(status, new Body(error, description))
            .addHeader(RawHeader.create("Cache-Control", "no-store"));
    return status == 401
        ? response.addHeader(RawHeader.create("WWW-Authenticate", "Basic realm=\"blatam\""))
        : response;
  }
}
