package io.blatam.bul.webhook;

import io.blatam.platform.http.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a webhook goes, as far as its text tells. What the name resolves to is looked at when
 * something is sent: {@link Resolution}.
 *
 * @param host lower case, without a trailing dot and without brackets
 * @param port always a number, the scheme's own where the address names none
 */
record Target(URI uri, boolean tls, String host, int port) {

  private static final int MAX_LENGTH = 2000;

  /** What ends in a number is an IPv4 address to every browser and most resolvers (WHATWG URL). */
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");

  private static final Pattern DOTTED_QUAD =
      Pattern.compile(
          "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

  private static final Pattern LOCAL =
      Pattern.compile(
          "(.*\\.)?(localhost|local|internal|intranet|lan|home|corp|private|home\\.arpa)");

  /**
   * Reads an address that somebody gave.
   *
   * @throws io.blatam.platform.http.ProblemException (400) that names {@code url} and says what to
   *     change
   */
  static Target of(String url, WebhookSettings settings) {
    if (url.length() > MAX_LENGTH) {
      throw invalid("must be at most " + MAX_LENGTH + " characters");
    }
    URI uri = parsed(url);
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw invalid("must start with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw invalid("must have no user name, password or fragment in it");
    }
    String host = host(uri);
    boolean tls = scheme.equals("https");
    int port = uri.getPort() == -1 ? (tls ? 443 : 80) : uri.getPort();
    Target target = new Target(uri, tls, host, port);
    if (!settings.allows(host)) {
      target.requirePublic(settings);
    }
    return target;
  }

  private void requirePublic(WebhookSettings settings) {
    boolean literal = host.contains(":") || DOTTED_QUAD.matcher(host).matches();
    if (literal) {
      Resolution.ofLiteral(host, settings);
    } else if (ENDS_IN_NUMBER.matcher(host).matches()) {
      throw oddNumbers();
    } else if (!host.contains(".") || LOCAL.matcher(host).matches()) {
      throw invalid(
          "'"
              + host
              + "' is a name of a local network; the operator can open it in"
              + " blatam.bul.webhooks.allow");
    }
    if (!tls && !settings.plainHttp() && !(literal && settings.allowsLiteral(host))) {
      throw invalid(
          "must start with https://; the operator can open plain http with"
              + " blatam.bul.webhooks.plain-http");
    }
    if (!settings.ports().isEmpty() && !settings.ports().contains(port)) {
      throw invalid(
          "port "
              + port
              + " is not one that webhooks may go to; use one of "
              + settings.ports()
              + ", or have the operator change blatam.bul.webhooks.ports");
    }
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException invalid) {
      throw invalid("is not an address: " + invalid.getReason());
    }
  }

  private static String host(URI uri) {
    String host = uri.getHost();
    if (host == null && ENDS_IN_NUMBER.matcher(withoutPort(uri)).matches()) {
      throw oddNumbers();
    }
    if (host == null || host.isEmpty()) {
      throw invalid(
          "has no host name that can be read; write it in plain letters, an international name in"
              + " its xn-- form");
    }
    String plain = host.toLowerCase(Locale.ROOT);
    if (plain.startsWith("[")) {
      String literal = plain.substring(1, plain.length() - 1);
      if (literal.contains("%")) {
        throw invalid("must not name a network interface");
      }
      return literal;
    }
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  private static String withoutPort(URI uri) {
    return Optional.ofNullable(uri.getRawAuthority()).orElse("").replaceFirst(":[0-9]*$", "");
  }

  private static RuntimeException oddNumbers() {
    return invalid("an IPv4 address must be written as four decimal numbers, such as 203.0.113.7");
  }

  static RuntimeException invalid(String message) {
    return Problem.validation("url", message).asException();
  }
}
