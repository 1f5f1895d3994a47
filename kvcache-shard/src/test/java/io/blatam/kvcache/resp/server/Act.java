package io.blatam.kvcache.resp.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that a client does to a server.
 *
 * @param client which of the clients of a session
 * @param words of a command as it is sent; what is written to the socket for {@link Kind#RAW}
 */
record Act(int client, Kind kind, List<String> words) {

  enum Kind {
    /** As client libraries send commands. */
    COMMAND,
    /** The bytes as they are: what somebody types, and what is no RESP. */
    RAW,
    /** SCAN from its beginning to its end, with these options. */
    WHOLE_SCAN
  }

  /** Their replies have something that no two servers share, which {@link Masks} takes away. */
  private static final Set<String> OWN =
      Set.of(
          "randomkey",
          "keys",
          "scan",
          "pttl",
          "pexpiretime",
          "client",
          "command",
          "info",
          "config",
          "object",
          "memory");

  static Act command(int client, String... words) {
    return new Act(client, Kind.COMMAND, List.of(words));
  }

  Act with(List<String> others) {
    return new Act(client, kind, others);
  }

  Act by(int other) {
    return new Act(other, kind, words);
  }

  /** In lower case; empty where it has none. */
  String name() {
    return kind == Kind.COMMAND ? words.get(0).toLowerCase(Locale.ROOT) : "";
  }

  /** Whether its replies have to be told from those of others. */
  boolean alone() {
    return kind == Kind.WHOLE_SCAN
        || OWN.contains(name())
        || (name().endsWith("unsubscribe") && words.size() == 1);
  }

  /** Nothing that the client sends after it is done. */
  boolean last() {
    return name().equals("quit");
  }

  @Override
  public String toString() {
    String shown = words.stream().map(Act::quoted).collect(Collectors.joining(" "));
    return "client " + client + ": " + (kind == Kind.COMMAND ? "" : kind + " ") + shown;
  }

  private static String quoted(String word) {
    StringBuilder shown = new StringBuilder("\"");
    for (char c : word.toCharArray()) {
      shown.append(
          c == '"' || c == '\\' ? "\\" + c : c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : c);
    }
    return shown.append('"').toString();
  }
}
