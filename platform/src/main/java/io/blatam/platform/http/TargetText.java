package io.blatam.platform.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.Uri;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether path and query are text. Akka HTTP reads bytes that are no UTF-8 as U+FFFD, so different
 * ones would name the same thing.
 */
final class TargetText {

  private static final String REPLACED = "\uFFFD";

  private TargetText() {}

  /** What is wrong with them; empty where nothing is. */
  static Optional<Problem> problem(HttpRequest request) {
    Uri uri = request.getUri();
    for (String segment : uri.pathSegments()) {
      if (segment.contains(REPLACED)) {
        return Optional.of(wrong("path"));
      }
    }
    return uri.rawQueryString().filter(query -> !isText(query)).map(query -> wrong("query"));
  }

  private static Problem wrong(String what) {
    return Problem.badRequest("The " + what + " is not UTF-8; percent-encode the bytes of UTF-8.");
  }

  /**
   * @param encoded in which each % has two hexadecimal digits behind it
   */
  static boolean isText(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return true;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(encoded.charAt(i));
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
