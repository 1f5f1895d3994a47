package io.blatam.kvcache.resp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Any of the commands that are about something else than keys. */
final class AnyServerCommand {

  private final Random random;
  private final AnyWord word;

  AnyServerCommand(Random random, AnyWord word) {
    this.random = random;
    this.word = word;
  }

  List<String> connection() {
    return switch (random.nextInt(12)) {
      case 0 -> List.of("PING");
      case 1 -> List.of("PING", word.value());
      case 2 -> List.of("ECHO", word.value());
      case 3, 4 -> List.of("HELLO", word.of("2", "3"));
      case 5 -> hello();
      case 6, 7 -> List.of("SELECT", word.of("0", "1", "15", "16", word.integer()));
      case 8 -> List.of("RESET");
      case 9 -> random.nextInt(4) == 0 ? List.of("QUIT") : List.of("PING", "x");
      case 10 -> List.of(word.unknown(), word.any());
      default -> List.of("AUTH", word.any(), word.any(), word.any());
    };
  }

  private List<String> hello() {
    List<String> words = new ArrayList<>(List.of("HELLO"));
    if (random.nextInt(4) > 0) {
      words.add(word.of("2", "3", "4", word.integer()));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        words.addAll(List.of("AUTH", word.any(), word.any()));
      } else {
        words.addAll(List.of(word.of("SETNAME", "setname", "x"), word.name()));
      }
    }
    return words;
  }

  List<String> server() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> List.of("CLIENT", "SETNAME", word.name());
      case 2 -> List.of("CLIENT", "GETNAME");
      case 3 -> List.of("CLIENT", word.of("ID", "INFO", "id"));
      case 4 -> List.of("CLIENT", "NO-EVICT", word.of("on", "OFF", "x"));
      case 5 -> List.of("CLIENT", word.any(), word.any());
      case 6 -> List.of("COMMAND", word.of("COUNT", "DOCS", "LIST", "x"));
      case 7, 8 -> List.of("COMMAND", "INFO", word.commandName(), word.commandName());
      case 9 -> List.of("COMMAND", "DOCS", word.any());
      case 10 -> List.of("INFO", word.of("server", "keyspace", "all", "x"));
      case 11 -> List.of("COMMAND", "LIST", "FILTERBY", word.any(), word.any());
      case 12 -> List.of("SLOWLOG", word.of("GET", "LEN", "RESET", "get", "x"), word.integer());
      case 13 -> List.of("LATENCY", word.of("LATEST", "HISTORY", "RESET", "x"), word.any());
      case 14 -> List.of(word.of("ROLE", "role"));
      default ->
          List.of(
              "CONFIG",
              word.of("GET", "get", "x"),
              word.of("databases", "appendonly", "SAVE", "timeout", "cluster-enabled", "x"));
    };
  }

  List<String> channels() {
    String name = word.of("PUBLISH", "PUBLISH", "SUBSCRIBE", "PSUBSCRIBE", "UNSUBSCRIBE");
    return switch (name) {
      case "PUBLISH" -> List.of(name, word.channel(), word.value());
      case "SUBSCRIBE" -> List.of(name, word.channel(), word.channel());
      case "PSUBSCRIBE" -> List.of(name, word.pattern());
      default ->
          switch (random.nextInt(4)) {
            case 0 -> List.of(name);
            case 1 -> List.of("PUNSUBSCRIBE");
            case 2 -> List.of("PUNSUBSCRIBE", word.pattern());
            default -> List.of(name, word.channel(), word.channel());
          };
    };
  }
}
