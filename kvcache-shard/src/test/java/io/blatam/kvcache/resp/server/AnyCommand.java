package io.blatam.kvcache.resp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Any command of the door with any of its options, now and then a word wrong. */
final class AnyCommand {

  /** Their milliseconds have to be far away. */
  private static final Set<String> IN_MILLISECONDS = Set.of("px", "psetex", "pexpire");

  private final Random random;
  private final AnyWord word;
  private final AnyServerCommand others;

  AnyCommand(Random random, AnyWord word) {
    this.random = random;
    this.word = word;
    this.others = new AnyServerCommand(random, word);
  }

  List<String> next() {
    List<String> words = new ArrayList<>(command());
    if (random.nextInt(6) == 0) {
      mutate(words);
    }
    if (random.nextInt(4) == 0) {
      words.set(0, words.get(0).toLowerCase(Locale.ROOT));
    }
    return withinItsDatabase(farAway(words));
  }

  private void mutate(List<String> words) {
    int at = 1 + random.nextInt(words.size());
    switch (random.nextInt(4)) {
      case 0 -> words.add(at, word.any());
      case 1 -> words.add(at, words.get(random.nextInt(words.size())));
      case 2 -> {
        if (at < words.size()) {
          words.remove(at);
        }
      }
      default -> {
        if (at < words.size()) {
          words.set(at, word.any());
        }
      }
    }
  }

  private static List<String> farAway(List<String> words) {
    if (words.stream().anyMatch(each -> IN_MILLISECONDS.contains(each.toLowerCase(Locale.ROOT)))) {
      words.replaceAll(each -> each.matches("[1-9][0-9]{0,4}") ? "100000" : each);
    }
    return words;
  }

  /** To another one nothing is copied here. */
  private static List<String> withinItsDatabase(List<String> words) {
    if (words.get(0).equalsIgnoreCase("copy")) {
      for (int i = 1; i < words.size(); i++) {
        boolean database = words.get(i - 1).equalsIgnoreCase("db");
        words.set(i, database && words.get(i).matches("\\d|1[0-5]") ? "16" : words.get(i));
      }
    }
    return words;
  }

  private List<String> command() {
    return switch (random.nextInt(16)) {
      case 0 -> others.connection();
      case 1 -> others.server();
      case 2 -> others.channels();
      case 3, 4 -> ends();
      case 5, 6 -> numbers();
      case 7, 8 -> keys();
      case 9 -> moves();
      case 10 -> keysOf();
      default -> strings();
    };
  }

  private List<String> strings() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> List.of("GET", word.key());
      case 2 -> List.of("SET", word.key(), word.value());
      case 3, 4, 5 -> setWithOptions();
      case 6 -> List.of("SETNX", word.key(), word.value());
      case 7 -> List.of("SETEX", word.key(), word.seconds(), word.value());
      case 8 -> List.of("PSETEX", word.key(), word.seconds(), word.value());
      case 9 -> List.of("GETSET", word.key(), word.value());
      case 10 -> List.of("GETDEL", word.key());
      case 11, 12 -> getWithOptions();
      case 13 -> many("MGET", false);
      case 14 -> many("MSET", true);
      case 15 -> many("MSETNX", true);
      case 16 -> List.of("STRLEN", word.key());
      case 17 -> List.of("APPEND", word.key(), word.value());
      case 18 ->
          List.of(
              random.nextBoolean() ? "GETRANGE" : "SUBSTR",
              word.key(),
              word.integer(),
              word.integer());
      default -> List.of("SETRANGE", word.key(), word.offset(), word.value());
    };
  }

  private List<String> setWithOptions() {
    List<String> words = new ArrayList<>(List.of("SET", word.key(), word.value()));
    for (int i = random.nextInt(4); i > 0; i--) {
      String option = word.of("NX", "XX", "GET", "KEEPTTL", "EX", "PX", "EXAT", "PXAT", "get", "x");
      words.add(option);
      if (option.matches("[EP]X.*")) {
        words.add(word.time(option));
      }
    }
    return words;
  }

  private List<String> getWithOptions() {
    List<String> words = new ArrayList<>(List.of("GETEX", word.key()));
    for (int i = random.nextInt(3); i > 0; i--) {
      String option = word.of("PERSIST", "EX", "PX", "EXAT", "PXAT", "persist", "KEEPTTL");
      words.add(option);
      if (option.matches("[EP]X.*")) {
        words.add(word.time(option));
      }
    }
    return words;
  }

  private List<String> many(String name, boolean values) {
    List<String> words = new ArrayList<>(List.of(name));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      words.add(word.key());
      if (values) {
        words.add(word.value());
      }
    }
    return words;
  }

  private List<String> numbers() {
    return switch (random.nextInt(7)) {
      case 0 -> List.of(word.of("INCR", "DECR"), word.key());
      case 1, 2 -> List.of(word.of("INCRBY", "DECRBY"), word.key(), word.integer());
      case 3 -> List.of("SET", word.key(), word.of(word.integer(), word.fraction()));
      default -> List.of("INCRBYFLOAT", word.key(), word.fraction());
    };
  }

  private List<String> keys() {
    return switch (random.nextInt(8)) {
      case 0 -> many(word.of("EXISTS", "TOUCH"), false);
      case 1 -> many(word.of("DEL", "UNLINK"), false);
      case 2 -> List.of("TYPE", word.key());
      case 3 -> List.of(word.of("RANDOMKEY", "DBSIZE"));
      case 4 -> List.of("KEYS", word.pattern());
      case 5 -> scan();
      case 6 -> List.of("PERSIST", word.key());
      default ->
          random.nextInt(6) == 0
              ? List.of(word.of("FLUSHDB", "FLUSHALL"), word.of("ASYNC", "sync", "SYNC", "x"))
              : List.of("GET", word.key());
    };
  }

  private List<String> keysOf() {
    List<String> words = new ArrayList<>(List.of("COMMAND", "GETKEYS"));
    words.addAll(random.nextBoolean() ? strings() : moves());
    return words;
  }

  private List<String> moves() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> List.of("RENAME", word.key(), word.key());
      case 2, 3 -> List.of("RENAMENX", word.key(), word.key());
      case 4 -> List.of("OBJECT", word.of("ENCODING", "REFCOUNT", "encoding", "x"), word.key());
      case 5 -> memoryUsage();
      default -> copy();
    };
  }

  private List<String> copy() {
    List<String> words = new ArrayList<>(List.of("COPY", word.key(), word.key()));
    for (int i = random.nextInt(3); i > 0; i--) {
      words.addAll(
          random.nextInt(4) == 0
              ? List.of("DB", word.of("16", "x", "-1"))
              : List.of(word.of("REPLACE", "replace", "REPLACE", "x")));
    }
    return words;
  }

  private List<String> memoryUsage() {
    List<String> words = new ArrayList<>(List.of("MEMORY", "USAGE", word.key()));
    if (random.nextBoolean()) {
      words.addAll(List.of(word.of("SAMPLES", "samples", "x"), word.integer()));
    }
    return words;
  }

  private List<String> scan() {
    List<String> words = new ArrayList<>(List.of("SCAN", word.cursor()));
    words.addAll(scanOptions());
    return words;
  }

  List<String> scanOptions() {
    List<String> options = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      switch (random.nextInt(3)) {
        case 0 -> options.addAll(List.of("MATCH", word.pattern()));
        case 1 -> options.addAll(List.of("COUNT", word.of("1", "2", "1000", word.integer())));
        default -> options.addAll(List.of("TYPE", word.of("string", "STRING", "hash", "x", "")));
      }
    }
    return options;
  }

  private List<String> ends() {
    String name =
        word.of("EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT", "TTL", "PTTL", "EXPIRETIME");
    if (!name.matches("P?EXPIRE(AT)?")) {
      return List.of(random.nextInt(4) == 0 ? "PEXPIRETIME" : name, word.key());
    }
    String unit = (name.startsWith("P") ? "PX" : "EX") + (name.endsWith("AT") ? "AT" : "");
    List<String> words = new ArrayList<>(List.of(name, word.key(), word.time(unit)));
    for (int i = random.nextInt(3); i > 0; i--) {
      words.add(word.of("NX", "XX", "GT", "LT", "gt", "x"));
    }
    return words;
  }
}
