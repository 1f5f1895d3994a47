package io.blatam.platform.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id under which one request is found in answers, logs, audit and downstream calls. */
public final class RequestId {

  public static final String HEADER = "X-Request-Id";

  /** What we take over from a caller; anything else could forge log lines. */
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The id that the server gave (or took over for) this request. */
  public static String of(HttpRequest request) {
    return sent(request).orElseGet(RequestId::fresh);
  }

  static HttpRequest ensure(HttpRequest request) {
    return sent(request).isPresent()
        ? request
        : request.removeHeader(HEADER).addHeader(RawHeader.create(HEADER, fresh()));
  }

  private static Optional<String> sent(HttpRequest request) {
    return request
        .getHeader(HEADER)
        .map(akka.http.javadsl.model.HttpHeader::value)
        .filter(id -> ACCEPTABLE.matcher(id).matches());
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }
}
