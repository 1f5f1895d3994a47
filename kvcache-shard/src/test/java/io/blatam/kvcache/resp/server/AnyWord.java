package io.blatam.kvcache.resp.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Words that commands are made of, the awkward ones among them. */
final class AnyWord {

  private static final String[] KEYS =
      words("k0 k0 k0 k1 k1 k2 k3 {t}x * k[0] \\k", "", "a b", "\0\u0001\u00ff");

  private static final String[] INTEGERS =
      words(
          "0 1 -1 2 -2 5 10 -10 100 9223372036854775807 -9223372036854775808 "
              + "9223372036854775808 -9223372036854775809 4294967296 2147483647 2147483648 "
              + "-2147483649 x 1.0 +1 01 -0 1e3 0x10 - 18446744073709551615 99999999999999999999999",
          "",
          " 1",
          "1 ",
          "1\0");

  private static final String[] FRACTIONS =
      words(
          "0.1 -0.1 1.5 3.0e3 1e5 1E-5 5. .5 -.5 . e5 1e 1e+ nan -nan NaN(1) inf -inf +inf "
              + "INFINITY infinit 0x10 0x1p3 -0X1.8P-2 0x 0x.8 0xg 1e308 -1e308 1e309 1e4931 1e4932 "
              + "1e4933 1e-4950 1e-4951 1e-5000 1e99999 0e99999 1e-99999 0.00000000000000001 "
              + "0.000000000000000001 0.000000000000000005 17179869184.5 3.14159265358979323846 "
              + "1234567890123456789012345678901234567890 0.1e1 1_0 1f 1d 1L 1,5 --1 +-1 00012.50 +5 "
              + "-0.0 0.0 1e0005 99999999999999999.9",
          "1 ",
          " 1",
          "\t1",
          "1\0");

  private static final String[] VALUES =
      words("a abc \" ' \\ $5 *1", "", "x\r\ny", "\0", "\u00ff\u0080", "hello world", "é");

  private static final String[] SECONDS =
      words(
          "100 1000 100000 0 -1 -100 9223372036854775 9223372036854776 9223372036854774 "
              + "9223372036854775807 -9223372036854775808 -9223372036854775 9223370000000000000 x "
              + "1.5 +5",
          "");

  private static final String[] MOMENTS =
      words(
          "1 1000 0 -1 33177117420 33177117420000 4102444800 4102444800000 9223372036854775 "
              + "9223372036854776 9223372036854775807 -9223372036854775808 x",
          "");

  private static final String[] OFFSETS =
      words(
          "0 0 1 2 3 10 1000 100000 536870912 536870913 2147483647 2147483648 4294967295 "
              + "9223372036854775807 -1 -9223372036854775808 x 01",
          "");

  private static final String[] PATTERNS =
      words(
          "* k* k? ?0 k[0-2] k[^0] k[02] [ k[ k[0 k[0- k[3-0] k[]0] k[^]0] [^ \\k0 \\ k0\\ "
              + "k\\[0\\] k[\\]0] ** *0* k[0-2-3] k[-0] *[0-9] ? ?? k*0* [k-k]0 \\* k[0] [a-z]? "
              + "\\\\k k[^0-1] [*] [?] ***? *\\ k[a\\-1] [\\ k[0\\",
          "k\\0",
          "k[\\0]",
          "",
          "a b");

  private static final String[] CHANNELS = {"k0", "k0", "k1", "", "news", "*", "k[0]"};
  private static final String[] NAMES = {"me", "", "a b", "me\n", "é", "~", "!", "x-1"};

  /** Between bars. */
  private static final String[] RAW =
      ("PING\r\n|PING\n|  ping \t hi \r\n|\r\n|\n|*0\r\n|*-1\r\n|*-5\r\n|"
              + "*1\r\n$4\r\nPING\r\n|*1\r\n$-1\r\n|*a\r\n|*\r\n|*1\r\nPING\r\n|*1\r\n$0\r\n\r\n|"
              + "*2147483648\r\n|$4\r\nPING\r\n|*1\r\n$536870913\r\n|*1\r\n$4x\r\nPING\r\n|"
              + "*1\r\n:4\r\n|*01\r\n$4\r\nPING\r\n|*+1\r\n$4\r\nPING\r\n|*1\r\n$04\r\nPING\r\n|"
              + "*1\r\n$4\r\nPINGxx|*1 \r\n|* 1\r\n|*1\r\n\r\n|GET \"k0\r\n|GET \"k0\"x\r\n|"
              + "GET 'k0\r\n|SET k0 \"a\\x41\\n\\q\\\"\"\r\n|SET k0 'it\\'s \\n'\r\n|GET ''\r\n|"
              + "\"\"\r\n|\"PING\"\r\n|PING \"\\xzz\"\r\n|PING \"a\\\r\n|PING\r\r\n|'GET' k\"0\"\r\n|"
              + "*9223372036854775808\r\n|*-9223372036854775808\r\n|*1\r\n$9223372036854775808\r\n|"
              + "foo\\ bar\r\n|+OK\r\n|*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nping\r\n")
          .split("\\|");

  private static final String[] COMMANDS =
      words(
          "get SET mget nothere exists scan publish hello getex touch flushall randomkey ping "
              + "auth select",
          "",
          "get|set");

  private static final String[][] ALL = {
    KEYS,
    INTEGERS,
    FRACTIONS,
    VALUES,
    SECONDS,
    PATTERNS,
    {"EX", "PX", "NX", "XX", "GET", "LT", "GT"},
    {
      "MATCH", "COUNT", "TYPE", "AUTH", "SETNAME", "PERSIST", "KEEPTTL", "ASYNC", "PATTERN",
      "MODULE"
    }
  };

  private final Random random;

  AnyWord(Random random) {
    this.random = random;
  }

  /**
   * @param plain separated by blanks
   * @param others that can not be written so
   */
  private static String[] words(String plain, String... others) {
    return Stream.concat(Arrays.stream(plain.split(" ")), Arrays.stream(others))
        .toArray(String[]::new);
  }

  String of(String... words) {
    return words[random.nextInt(words.length)];
  }

  String any() {
    return of(ALL[random.nextInt(ALL.length)]);
  }

  String key() {
    return of(KEYS);
  }

  List<String> existsAll() {
    List<String> words = new ArrayList<>(List.of("EXISTS"));
    words.addAll(List.of(KEYS));
    words.addAll(List.of(PATTERNS));
    words.addAll(List.of(INTEGERS));
    words.addAll(List.of(FRACTIONS));
    words.addAll(List.of(VALUES));
    return words;
  }

  String integer() {
    return switch (random.nextInt(6)) {
      case 0 -> Long.toString(random.nextLong());
      case 1, 2 -> Integer.toString(random.nextInt(40) - 20);
      default -> of(INTEGERS);
    };
  }

  String fraction() {
    return switch (random.nextInt(7)) {
      case 0 -> Double.toString(random.nextGaussian());
      case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
      case 2 -> (random.nextInt(2_000) - 1_000) / 100.0 + "";
      case 3 -> random.nextLong() + "." + random.nextInt(1_000_000);
      case 4 -> integer();
      default -> of(FRACTIONS);
    };
  }

  String value() {
    return switch (random.nextInt(8)) {
      case 0 -> fraction();
      case 1, 2 -> integer();
      case 3 -> noise();
      default -> of(VALUES);
    };
  }

  private String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 3_000 : 12); i > 0; i--) {
      noise.append((char) random.nextInt(256));
    }
    return noise.toString();
  }

  String seconds() {
    return of(SECONDS);
  }

  /**
   * @param unit EX, PX, EXAT or PXAT
   */
  String time(String unit) {
    return unit.endsWith("AT") ? of(MOMENTS) : of(SECONDS);
  }

  String offset() {
    return of(OFFSETS);
  }

  String pattern() {
    return of(PATTERNS);
  }

  String cursor() {
    return of("0", "0", "0", "1", "7", "99", of(INTEGERS));
  }

  String channel() {
    return of(CHANNELS);
  }

  String name() {
    return of(NAMES);
  }

  String commandName() {
    return of(COMMANDS);
  }

  /** A command that nobody has. */
  String unknown() {
    return of(
        "NOPE", "x", "", "get ", "\0get", "g\0t", "GET\r\n", "foo'bar", "a".repeat(200), "{}");
  }

  String raw() {
    return of(RAW);
  }

  /** Between quotes that the server takes away again. */
  String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
      quoted.append(plain ? "" + c : "\\x%02x".formatted((int) c));
    }
    return quoted.append('"').toString();
  }
}
