package io.blatam.gateway.proxy;

import akka.http.javadsl.model.Uri;
import io.blatam.platform.http.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides whether a path can be forwarded. The gateway chooses an upstream by the path's first
 * segments; a path that another parser might read as leading elsewhere (dot segments, encoded
 * slashes, a second round of encoding) is refused, so that both always mean the same resource.
 */
final class TargetPath {

  /** What survives one decoding and would be a separator or a dot after another. */
  private static final Pattern ENCODED_TWICE = Pattern.compile("%(2e|2f|5c|00)");

  private TargetPath() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) if the path is ambiguous
   */
  static void requireUnambiguous(Uri uri) {
    boolean previousEmpty = false;
    for (String segment : uri.pathSegments()) {
      if (previousEmpty || isAmbiguous(segment)) {
        throw Problem.badRequest(
                "The path must not hold '.', '..', empty, or encoded-slash segments; send it in its plain form.")
            .asException();
      }
      previousEmpty = segment.isEmpty();
    }
  }

  /**
   * @param segment decoded once
   */
  static boolean isAmbiguous(String segment) {
    int parameters = segment.indexOf(';');
    String name = parameters < 0 ? segment : segment.substring(0, parameters);
    return name.strip().equals(".")
        || name.strip().equals("..")
        || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ' || c == 0x7f)
        || ENCODED_TWICE.matcher(segment.toLowerCase(Locale.ROOT)).find();
  }
}
