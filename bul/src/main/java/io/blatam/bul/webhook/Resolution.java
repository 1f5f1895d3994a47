package io.blatam.bul.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * A name turned into an address once; the connection goes to that very address, so a second answer
 * of the name's owner (DNS rebinding) is never asked for.
 */
final class Resolution {

  /** How names become addresses; the system's resolver outside of tests. Blocks. */
  @FunctionalInterface
  interface Names {
    List<InetAddress> of(String host) throws UnknownHostException;

    Names OF_SYSTEM = host -> List.of(InetAddress.getAllByName(host));
  }

  /** Nothing may be sent there. The message is for the webhook's owner. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private Resolution() {}

  /**
   * The address to connect to. One forbidden address among several is enough to refuse: an honest
   * name has none.
   *
   * @throws Refused if it is one that nothing may be sent to
   * @throws UnknownHostException if there is no such name
   */
  static InetSocketAddress of(String host, int port, Names names, WebhookSettings settings)
      throws UnknownHostException {
    List<InetAddress> addresses = names.of(host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    if (!settings.allows(host)) {
      for (InetAddress address : addresses) {
        refusal(host, address, settings)
            .ifPresent(
                why -> {
                  throw new Refused(why);
                });
      }
    }
    // By its bytes alone: nothing is left that could be resolved again.
    return new InetSocketAddress(InetAddress.getByAddress(addresses.get(0).getAddress()), port);
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (400) for an address that nothing may be sent
   *     to
   */
  static void ofLiteral(String literal, WebhookSettings settings) {
    try {
      refusal(literal, InetAddress.getByName(literal), settings)
          .ifPresent(
              why -> {
                throw Target.invalid(why);
              });
    } catch (UnknownHostException invalid) {
      throw Target.invalid("'" + literal + "' is not an address");
    }
  }

  private static Optional<String> refusal(
      String host, InetAddress address, WebhookSettings settings) {
    if (settings.allows(address)) {
      return Optional.empty();
    }
    // Java gives ::ffff:a.b.c.d back as IPv4; an honest address is not written that way.
    boolean mapped = host.contains(":") && !(address instanceof Inet6Address);
    return (mapped
            ? Optional.of("an IPv4 address inside an IPv6 one")
            : AddressRules.refusal(address))
        .map(
            kind ->
                "'%s' is %s: %s; the operator can open it in blatam.bul.webhooks.allow"
                    .formatted(host, address.getHostAddress(), kind));
  }
}
