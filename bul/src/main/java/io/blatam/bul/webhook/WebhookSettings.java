package io.blatam.bul.webhook;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code blatam.bul.webhooks} says, read once.
 *
 * @param perTenant webhooks that a tenant may have
 * @param blocks addresses that are open besides the public ones
 * @param names hosts that are open whatever they resolve to
 * @param ports ports that may be used; empty: any
 * @param plainHttp whether public hosts may be told without TLS
 * @param connectTimeout until a connection stands
 * @param timeout until the answer's head is there, and as long again for its body
 * @param snippet how much of an answer is kept, in bytes
 * @param retry when a failed delivery is tried again
 * @param atOnce deliveries under way
 * @param atOnceEach deliveries under way to one webhook
 * @param every how often due deliveries are looked for
 * @param overlap how long the secret before the present one signs too
 * @param keep how long deliveries can be looked at
 */
record WebhookSettings(
    int perTenant,
    List<AddressBlock> blocks,
    Set<String> names,
    Set<Integer> ports,
    boolean plainHttp,
    Duration connectTimeout,
    Duration timeout,
    int snippet,
    Retry retry,
    int atOnce,
    int atOnceEach,
    Duration every,
    Duration overlap,
    Duration keep) {

  private static final String PATH = "blatam.bul.webhooks";

  public WebhookSettings {
    require(perTenant >= 1, "per-tenant", "at least 1", perTenant);
    require(snippet >= 0 && snippet <= 2000, "snippet", "from 0 to 2000 bytes", snippet);
    require(atOnce >= 1 && atOnceEach >= 1, "at-once", "at least 1", atOnce);
    require(!connectTimeout.isZero(), "connect-timeout", "more than 0", connectTimeout);
    require(timeout.compareTo(connectTimeout) >= 0, "timeout", "at least connect-timeout", timeout);
    require(!every.isZero(), "every", "more than 0", every);
    ports.forEach(
        port -> require(port >= 1 && port <= 65535, "ports", "numbers from 1 to 65535", port));
  }

  public static WebhookSettings of(Config config) {
    Config webhooks = config.getConfig(PATH);
    List<AddressBlock> blocks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String open : webhooks.getStringList("allow")) {
      AddressBlock.of(open)
          .ifPresentOrElse(
              blocks::add,
              () -> {
                require(
                    open.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"),
                    "allow",
                    "host names, addresses and blocks such as 10.1.0.0/16",
                    open);
                names.add(open.toLowerCase(Locale.ROOT));
              });
    }
    return new WebhookSettings(
        webhooks.getInt("per-tenant"),
        List.copyOf(blocks),
        Set.copyOf(names),
        Set.copyOf(webhooks.getIntList("ports")),
        webhooks.getBoolean("plain-http"),
        webhooks.getDuration("connect-timeout"),
        webhooks.getDuration("timeout"),
        Math.toIntExact(webhooks.getBytes("snippet")),
        Retry.of(webhooks.getConfig("retry")),
        webhooks.getInt("at-once"),
        webhooks.getInt("at-once-each"),
        webhooks.getDuration("every"),
        webhooks.getDuration("secret-overlap"),
        webhooks.getDuration("keep"));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, PATH + "." + key, what, actual);
  }

  /** Whether a host is open by its name. */
  boolean allows(String host) {
    return names.contains(host);
  }

  /** Whether an address is open, though it may not be public. */
  boolean allows(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  boolean allowsLiteral(String literal) {
    try {
      return allows(InetAddress.getByName(literal));
    } catch (UnknownHostException none) {
      return false;
    }
  }
}
