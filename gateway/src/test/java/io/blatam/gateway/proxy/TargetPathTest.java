package io.blatam.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TargetPathTest {

  private static final String PREFIX = "/api/v1/bul/";

  /** Names as clients send them: ids, e-mail addresses, titles with spaces and accents. */
  @Provide
  Arbitrary<String> plainNames() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars("-_~@+ áñü")
        .ofMinLength(1)
        .ofMaxLength(30);
  }

  /** Everything that may lead elsewhere, mixed. */
  @Provide
  Arbitrary<String> tricks() {
    return Arbitraries.of(
            "a", "/", ".", "..", "%2e", "%2E", "%2f", "%2F", "%5c", "\\", "%25", "%252e", ";",
            "%00", "//", "b", "%61")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property
  void plainPath_encodedOnce_passes(@ForAll("plainNames") String name) {
    String encoded = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(TargetPath.isAmbiguousTarget(PREFIX + encoded)).isFalse();
    assertThat(TargetPath.isAmbiguousTarget("http://any.host" + PREFIX + encoded + "?q=../x"))
        .isFalse();
  }

  /** What passes stays below the prefix for a parser that decodes as often as it likes. */
  @Property(tries = 5_000)
  void trickyPath_thatPasses_leadsNowhereElse(@ForAll("tricks") String trick) {
    String target = PREFIX + trick;
    if (TargetPath.isAmbiguousTarget(target)) {
      return;
    }
    String decoded = target;
    for (int round = 0; round < 3; round++) {
      decoded = decodedLeniently(decoded).replace('\\', '/');
      assertThat(normalized(decoded)).as(target).startsWith(PREFIX);
    }
  }

  @Property
  void trickyPath_withDotSegment_isRefused(@ForAll("plainNames") String before) {
    String plain = before.replace(" ", "-");
    for (String dots : List.of("..", ".", "%2e%2e", ".%2E", "%252e%252e", "..;x", "..%00")) {
      assertThat(TargetPath.isAmbiguousTarget(PREFIX + plain + "/" + dots + "/x"))
          .as(dots)
          .isTrue();
    }
  }

  private static String decodedLeniently(String path) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < path.length()) {
      boolean escape =
          path.charAt(i) == '%'
              && i + 2 < path.length()
              && path.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}");
      if (escape) {
        text.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
        i += 3;
      } else {
        text.append(path.charAt(i));
        i++;
      }
    }
    return text.toString();
  }

  private static String normalized(String path) {
    return URI.create("http://x")
        .resolve(
            URI.create(
                path.chars()
                    .mapToObj(
                        c ->
                            "/.".indexOf(c) >= 0 || Character.isLetterOrDigit(c)
                                ? "" + (char) c
                                : "_")
                    .reduce("", String::concat)))
        .normalize()
        .getPath();
  }
}
