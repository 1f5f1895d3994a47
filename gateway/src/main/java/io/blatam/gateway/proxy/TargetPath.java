package io.blatam.gateway.proxy;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import io.blatam.platform.http.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides whether a path can be forwarded. The gateway chooses an upstream by the path's first
 * segments; a path that another parser might read as leading elsewhere (dot segments, encoded
 * slashes, a second round of encoding) is refused as it was sent, before anything normalizes it, so
 * that client, gateway and upstream always mean the same resource.
 */
final class TargetPath {

  /** What survives one decoding and would be a separator or a dot after another. */
  private static final Pattern ENCODED_TWICE = Pattern.compile("%(2e|2f|5c|00)");

  private static final Pattern AUTHORITY =
      Pattern.compile("^https?://[^/?#]*", Pattern.CASE_INSENSITIVE);

  private TargetPath() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) if the path is ambiguous
   */
  static void requireUnambiguous(HttpRequest request) {
    String target =
        request
            .getHeader("Raw-Request-URI")
            .map(HttpHeader::value)
            .orElseGet(() -> request.getUri().path());
    if (isAmbiguousTarget(target)) {
      throw Problem.badRequest(
              "The path must not hold '.', '..', empty or encoded-slash segments; send it in its plain form.")
          .asException();
    }
  }

  /**
   * @param target as in the request line, in origin or absolute form
   */
  static boolean isAmbiguousTarget(String target) {
    String path = AUTHORITY.matcher(target).replaceFirst("").split("[?#]", 2)[0];
    if (!path.startsWith("/")) {
      return true;
    }
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if ((segments[i].isEmpty() && !last) || isAmbiguous(decode(segments[i]))) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param segment decoded once
   */
  private static boolean isAmbiguous(String segment) {
    int parameters = segment.indexOf(';');
    String name = (parameters < 0 ? segment : segment.substring(0, parameters)).strip();
    return name.equals(".")
        || name.equals("..")
        || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ' || c == 0x7f)
        || (segment.indexOf('%') >= 0
            && ENCODED_TWICE.matcher(segment.toLowerCase(Locale.ROOT)).find());
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    int i = 0;
    while (i < segment.length()) {
      int high = hex(segment, i + 1);
      int low = hex(segment, i + 2);
      if (segment.charAt(i) == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 3;
      } else {
        bytes.writeBytes(String.valueOf(segment.charAt(i)).getBytes(StandardCharsets.UTF_8));
        i++;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }
}
