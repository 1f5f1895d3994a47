package io.blatam.kvcache.resp.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes away what two servers never share: the order of keys, their clocks, numbers of connections,
 * and what is said in each one's own words.
 */
final class Masks {

  private static final Pattern ENTRY =
      Pattern.compile("\\$:\\S+, :-?\\d+, [*~]\\[[^]]*], :-?\\d+, :-?\\d+, :-?\\d+, [*~]\\[[^]]*]");

  private static final Pattern CLIENT_FIELD =
      Pattern.compile(" (name|db|sub|psub|multi|user|resp)=[^ \n]*");

  private Masks() {}

  /** The replies to an act of which there is something to take away. */
  static String of(Act act, List<String> replies) {
    String reply = String.join(" | ", replies);
    if (reply.startsWith("-") || act.kind() != Act.Kind.COMMAND) {
      return reply;
    }
    return switch (act.name()) {
      case "randomkey" -> reply.startsWith("$") ? "a key" : reply;
      case "keys" -> sorted(reply);
      case "scan" -> reply.replaceAll("(?s)^\\*\\[\\$:\\d+, \\*\\[.*]]$", "a page");
      case "pttl", "pexpiretime" -> seconds(reply);
      case "client" -> client(act, reply);
      case "command" -> catalogue(act, reply);
      // How a value is kept goes by how it came to be, there, and small numbers are shared.
      case "object" -> reply.replaceAll("^(\\$:(int|embstr|raw)|:\\d+)$", "so it is kept");
      case "memory" -> reply.replaceAll("^:\\d+$", "so many bytes");
      case "info" -> reply.substring(0, 1);
      case "config" ->
          act.words().stream().anyMatch(word -> word.matches("(?s).*[*?\\[].*")) ? "some" : reply;
      case "unsubscribe", "punsubscribe" ->
          sorted(reply.replaceAll(":\\d+", ":n").replace(" | ", ", "));
      default -> reply;
    };
  }

  /** What may come anywhere in a pipeline. */
  static String anywhere(String reply) {
    return reply.replaceAll("\\$:id, :\\d+", "\\$:id, :n");
  }

  /** Messages of one client's patterns come in any order. */
  static List<String> messages(List<String> replies) {
    boolean several = replies.stream().filter(reply -> reply.contains("$:pmessage")).count() > 1;
    return several ? replies.stream().sorted().toList() : replies;
  }

  private static String sorted(String reply) {
    return Arrays.stream(reply.replaceAll("^\\*\\[|]$", "").split(", "))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Two servers are asked some milliseconds one after the other. */
  private static String seconds(String reply) {
    boolean time = reply.matches(":\\d{3,}");
    return time ? ":" + (Long.parseLong(reply.substring(1)) + 5_000) / 10_000 : reply;
  }

  private static String client(Act act, String reply) {
    String word = act.words().size() > 1 ? act.words().get(1).toLowerCase(Locale.ROOT) : "";
    if (word.equals("id")) {
      return reply.replaceAll("\\d+", "n");
    } else if (!word.equals("info")) {
      return reply;
    }
    Matcher field = CLIENT_FIELD.matcher(reply);
    return reply.charAt(0) + field.results().map(found -> found.group()).toList().toString();
  }

  private static String catalogue(Act act, String reply) {
    String word = act.words().size() > 1 ? act.words().get(1).toLowerCase(Locale.ROOT) : "";
    if (word.equals("getkeys")) {
      return reply;
    } else if (!word.equals("info") || act.words().size() == 2) {
      return reply.substring(0, 1);
    }
    Matcher entry = ENTRY.matcher(reply);
    String entries = entry.results().map(found -> found.group()).toList().toString();
    return act.words().stream().anyMatch("command"::equalsIgnoreCase)
        ? "of COMMAND"
        : entries + " nil: " + (reply.split("nil|null", -1).length - 1);
  }
}
