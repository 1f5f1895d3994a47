package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same commands to Redis and to our door: the replies are the same, letter by letter. */
class RedisDifferentialTest {

  private static RedisServer redis;
  private static ScratchDoor door;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(RedisServer.installed(), "skipped: redis-server is not installed");
    redis = RedisServer.start();
    door = new ScratchDoor();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
      door.close();
    }
  }

  /** One command a line; words with blanks in single quotes; # begins a comment. */
  private static final String SCRIPT =
      """
      PING
      PING hello
      PING a b
      ECHO hello
      ECHO
      FOO
      FOO bar 'baz qux'
      foo a b c d e
      GET
      GET a b
      GET none
      SET a 1
      GET a
      get A
      SET a
      SET a 2 XX
      SET b 2 XX
      SET b 2 NX
      SET b 3 NX
      SET b 3 NX XX
      SET b 3 XX NX
      SET b 3 GET
      SET b 4 NX GET
      SET new 4 NX GET
      GET new
      SET nope 4 XX GET
      SET b 5 EX
      SET b 5 EX 0
      SET b 5 EX -1
      SET b 5 PX 0
      SET b 5 EX x
      SET b 5 EX 1.5
      SET b 5 EX 9223372036854775807
      SET b 5 PX 9223372036854775807
      SET b 5 EXAT 9223372036854775807
      SET b 5 EX 10 PX 10
      SET b 5 EX 10 KEEPTTL
      SET b 5 KEEPTTL EX 10
      SET b 5 EX 100
      TTL b
      SET b 6 KEEPTTL
      TTL b
      SET b 7
      TTL b
      SET b 7 EXAT 1
      GET b
      SET b 7 PXAT 33177117420000
      EXPIRETIME b
      PEXPIRETIME b
      SET b 7 BAD
      SET b 7 ex 100 nx
      SETNX c 1
      SETNX c 2
      SETEX d 10 v
      TTL d
      SETEX d 0 v
      SETEX d -5 v
      SETEX d x v
      PSETEX d 10000 v
      TTL d
      PSETEX d 0 v
      GETSET d w
      TTL d
      GETSET e w
      GETDEL e
      GETDEL e
      GET e
      SET g 1
      GETEX g
      GETEX g EX 100
      TTL g
      GETEX g PERSIST
      TTL g
      GETEX g EX 0
      GETEX g EX
      GETEX g FOO 10
      GETEX g PERSIST EX 10
      GETEX none EX 10
      GETEX g EXAT 1
      GET g
      MSET
      MSET k1
      MSET k1 v1 k2
      MSET k1 v1 k2 v2 k1 v3
      MGET k1 k2 k3
      MGET
      MSETNX k1 x k9 y
      GET k9
      MSETNX k8 x k9 y
      MGET k8 k9
      MSETNX k8 x k9
      STRLEN k1
      STRLEN none
      APPEND k1 abc
      APPEND none2 abc
      APPEND none3 ''
      EXISTS none3
      GET none3
      GETRANGE k1 0 -1
      GETRANGE k1 1 2
      GETRANGE k1 -2 -1
      GETRANGE k1 -1 -2
      GETRANGE k1 5 100
      GETRANGE k1 -100 1
      GETRANGE k1 -100 -99
      GETRANGE k1 0 -100
      GETRANGE none 0 -1
      GETRANGE k1 x 1
      SUBSTR k1 0 1
      SETRANGE k1 2 ZZ
      GET k1
      SETRANGE k1 10 end
      GET k1
      SETRANGE none4 3 x
      GET none4
      SETRANGE none5 3 ''
      EXISTS none5
      SETRANGE k1 -1 x
      SETRANGE k1 x x
      SETRANGE k1 536870912 x
      SETRANGE k1 2147483647 x
      SETRANGE k1 9223372036854775807 x
      SET n 10
      INCR n
      INCRBY n 5
      DECR n
      DECRBY n 20
      INCR fresh
      INCRBY n x
      INCRBY n 1.0
      INCRBY n +1
      INCRBY n 01
      INCRBY n ''
      INCRBY n ' 1'
      INCRBY n 9223372036854775807
      INCRBY n 9223372036854775807
      DECRBY n -9223372036854775808
      SET s abc
      INCR s
      SET s ' 1'
      INCR s
      SET s 01
      INCR s
      SET s -0
      INCR s
      SET s 9223372036854775808
      INCR s
      SET s 9223372036854775807
      INCR s
      SET s -9223372036854775808
      DECR s
      GET s
      SET f 10.5
      INCRBYFLOAT f 0.1
      INCRBYFLOAT f -5
      INCRBYFLOAT f 5.0e3
      INCRBYFLOAT f x
      INCRBYFLOAT f nan
      INCRBYFLOAT f inf
      INCRBYFLOAT f -inf
      INCRBYFLOAT f ''
      INCRBYFLOAT f ' 1'
      INCRBYFLOAT f 1.
      INCRBYFLOAT f .5
      INCRBYFLOAT newf 3.0
      INCRBYFLOAT newf 1.25
      SET f abc
      INCRBYFLOAT f 1
      SET f 3.0e3
      INCRBYFLOAT f 200
      INCR f
      SET z 0
      INCRBYFLOAT z -0.0
      SET ttlkeep 5 EX 100
      INCR ttlkeep
      TTL ttlkeep
      APPEND ttlkeep 5
      TTL ttlkeep
      SETRANGE ttlkeep 0 9
      TTL ttlkeep
      INCRBYFLOAT ttlkeep 1.5
      TTL ttlkeep
      EXISTS k1
      EXISTS k1 k1 none
      EXISTS
      TOUCH k1 k2 none
      TYPE k1
      TYPE none
      DEL k1 k1 none
      UNLINK k2 none
      DEL none
      DEL
      SET x 1
      EXPIRE x 100
      TTL x
      EXPIRE none 100
      EXPIRE x 200 NX
      EXPIRE x 200 XX
      TTL x
      EXPIRE x 100 GT
      EXPIRE x 300 GT
      TTL x
      EXPIRE x 400 LT
      EXPIRE x 50 LT
      TTL x
      EXPIRE x 50 NX XX
      EXPIRE x 50 NX GT
      EXPIRE x 50 GT LT
      EXPIRE x 50 FOO
      EXPIRE x 60 xx gt
      TTL x
      EXPIRE x 30 XX LT
      TTL x
      PERSIST x
      PERSIST x
      PERSIST none
      EXPIRE x 30 XX LT
      EXPIRE x 30 GT
      EXPIRE x 30 LT
      TTL x
      PERSIST x
      EXPIRE x abc
      EXPIRE x 9223372036854775807
      EXPIRE x -9223372036854775808
      EXPIRE x 9223372036854774
      TTL none
      PTTL none
      EXPIRETIME x
      PEXPIRETIME none
      SET x 1
      PEXPIRE x 100000
      TTL x
      PEXPIREAT x 33177117420000
      PEXPIRETIME x
      EXPIREAT x 33177117420
      EXPIRETIME x
      EXPIREAT x 1
      EXISTS x
      SET x 1
      EXPIRE x -1
      EXISTS x
      SET x 1
      PEXPIRE x 0
      GET x
      SELECT 1
      GET a
      SET a one
      DBSIZE
      FLUSHDB
      DBSIZE
      SELECT 16
      SELECT -1
      SELECT x
      SELECT 0
      GET a
      FLUSHDB ASYNC
      FLUSHDB FOO
      FLUSHALL SYNC
      FLUSHALL FOO
      DBSIZE
      RANDOMKEY
      SET only 1
      RANDOMKEY
      KEYS *
      KEYS o?ly
      KEYS o[a-z]ly
      KEYS o[^a-z]ly
      KEYS \\*
      KEYS
      SCAN 0
      SCAN x
      SCAN 0 COUNT 0
      SCAN 0 COUNT x
      SCAN 0 MATCH
      SCAN 0 FOO bar
      SCAN 0 MATCH on* COUNT 100
      SCAN 0 MATCH off* COUNT 100
      SCAN 0 TYPE string
      SCAN 0 TYPE hash
      CLIENT SETNAME me
      CLIENT GETNAME
      CLIENT SETNAME 'a b'
      CLIENT SETNAME
      CLIENT GETNAME x
      CLIENT FOO
      CLIENT SETNAME ''
      CLIENT GETNAME
      CLIENT NO-EVICT on
      CLIENT NO-EVICT off
      CLIENT NO-EVICT maybe
      CLIENT
      CONFIG GET appendonly
      CONFIG GET save
      CONFIG GET databases
      CONFIG GET nothing
      CONFIG GET
      CONFIG FOO
      CONFIG
      CONFIG GET SAVE save
      CLIENT ID x
      CLIENT SETNAME a b
      SELECT 2147483648
      SCAN ''
      SCAN +0
      KEYS ''
      INCRBYFLOAT hexa 0x1.8p1
      INCRBYFLOAT tiny 1e-4950
      INCRBYFLOAT tiny 1e-4960
      INCRBYFLOAT tiny 1e4932
      SET stays inf
      INCRBYFLOAT stays 1
      SET lasts 1
      PEXPIREAT lasts 9223372036854775807 LT
      EXPIRETIME lasts
      PERSIST lasts
      MULTIPLE x
      AUTH
      AUTH a b c
      AUTH nobody wrong
      COMMAND FOO
      HELLO 4
      HELLO x
      HELLO 2 FOO
      HELLO 2 AUTH nobody wrong
      CLUSTER FOO
      PUBLISH ch hello
      PUBLISH ch
      SUBSCRIBE
      UNSUBSCRIBE
      UNSUBSCRIBE a b
      PUNSUBSCRIBE
      '' x
      SET a 1 EX 10 EX 200
      TTL a
      SET a 1 EX 10 PX 20
      SET a 1 GET GET
      GETEX none EX -1
      GETEX none EX x
      GETEX none EX 9223372036854775807
      GETEX none EX 10 FOO
      GETEX none EX
      GETEX a EX x
      GETEX a EX 10 EX 300
      TTL a
      GETEX a EX 10 PERSIST
      GETEX a PERSIST PERSIST
      TTL a
      GETEX a PXAT 33177117420000
      PEXPIRETIME a
      MSET dup 1 dup 2
      GET dup
      MSETNX twice 1 twice 2
      GET twice
      SET huge 1e308
      INCRBYFLOAT huge 1e308
      INCRBYFLOAT huge 1e-20
      INCRBYFLOAT huge 1e5000
      INCRBYFLOAT huge inf
      SET word abc
      INCRBYFLOAT word inf
      INCRBYFLOAT fresh2 -inf
      GETRANGE dup 9223372036854775807 -1
      GETRANGE dup 9223372036854775808 -1
      KEYS '['
      SCAN 0 TYPE string TYPE hash COUNT 1000
      COMMAND COUNT x
      COMMAND INFO nothere
      COMMAND LIST FILTERBY
      COMMAND LIST FILTERBY MODULE json
      COMMAND LIST FILTERBY PATTERN getd*
      COMMAND LIST FILTERBY FOO bar
      FLUSHDB async sync
      SET old 1 EX 100
      RENAME old new
      MGET old new
      TTL new
      RENAME old new
      RENAME new new
      RENAME old old
      RENAMENX new new
      RENAMENX old new
      SET taken 2
      RENAMENX new taken
      RENAMENX new free
      TTL free
      RENAME free taken
      MGET free taken
      RENAME taken
      COPY taken second
      COPY taken second
      COPY taken second REPLACE
      TTL second
      COPY none second
      COPY none none
      COPY taken taken
      COPY taken second DB
      COPY taken second DB x
      COPY taken second DB 99
      COPY taken second DB 0 REPLACE
      COPY taken second FOO
      COPY taken
      OBJECT
      OBJECT FOO a
      OBJECT ENCODING
      OBJECT ENCODING none
      OBJECT FREQ none
      OBJECT IDLETIME none
      OBJECT REFCOUNT none
      SET word hello
      OBJECT ENCODING word
      OBJECT REFCOUNT word
      SET number -12
      OBJECT ENCODING number
      SET number 012
      OBJECT ENCODING number
      SET long xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      OBJECT ENCODING long
      SET long xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      OBJECT ENCODING long
      MEMORY
      MEMORY USAGE
      MEMORY USAGE none
      MEMORY USAGE none SAMPLES 5
      MEMORY USAGE word SAMPLES x
      MEMORY USAGE word SAMPLES -1
      MEMORY USAGE word SAMPLES
      MEMORY USAGE word FOO 1
      SLOWLOG GET
      SLOWLOG GET -1
      SLOWLOG GET -2
      SLOWLOG GET x
      SLOWLOG GET 1 2
      SLOWLOG LEN
      SLOWLOG RESET
      SLOWLOG
      LATENCY LATEST
      LATENCY HISTORY command
      LATENCY RESET a b
      LATENCY
      ROLE
      ROLE x
      TIME x
      WAIT 0 0
      LATENCY HISTOGRAM nothere
      CLIENT NO-TOUCH on
      CLIENT REPLY
      CLIENT REPLY foo
      CLIENT REPLY on
      CLIENT LIST ID x
      CLIENT LIST ID 0
      CLIENT LIST TYPE x
      CLIENT LIST TYPE replica
      CLIENT LIST TYPE pubsub
      CLIENT LIST FOO
      CLIENT LIST TYPE normal x
      CLIENT KILL
      CLIENT KILL 1.2.3.4:5
      CLIENT KILL addr
      CLIENT KILL ID 0
      CLIENT KILL ID x
      CLIENT KILL ID 1 foo
      CLIENT KILL ID 1 SKIPME
      CLIENT KILL ID 999999999
      CLIENT KILL FOO bar
      CLIENT KILL TYPE x
      CLIENT KILL TYPE replica
      CLIENT KILL SKIPME maybe
      CLIENT KILL USER nobody
      CLIENT KILL ADDR 1.2.3.4:5 SKIPME no
      COMMAND GETKEYS
      COMMAND GETKEYS GET
      COMMAND GETKEYS nothere a
      COMMAND GETKEYS get a
      COMMAND GETKEYS get a b
      COMMAND GETKEYS PING x
      COMMAND GETKEYS mset a 1 b 2
      COMMAND GETKEYS mset a 1 b
      COMMAND GETKEYS mget a b a
      COMMAND GETKEYS rename a b
      COMMAND GETKEYS object encoding a
      COMMAND GETKEYS object nothere a
      COMMAND GETKEYS memory usage a
      COMMAND GETKEYS client id
      PUBSUB
      PUBSUB FOO
      PUBSUB CHANNELS
      PUBSUB CHANNELS a b
      PUBSUB NUMSUB
      PUBSUB NUMSUB a a b
      PUBSUB NUMPAT
      PUBSUB NUMPAT x
      WAIT x 0
      WAIT 0 -1
      WAIT 0 x
      WAIT
      """;

  /** Of Redis 7.2; client libraries send it whether or not the server has it. */
  private static final Set<String> NEWER = Set.of("client|setinfo");

  /** What proxies and cluster clients find keys by. */
  @Test
  void commandInfo_ofEveryCommandThatRedisHas_isRedis() throws Exception {
    try (RespClient theirs = new RespClient(redis.port());
        RespClient ours = door.client()) {
      String names = ours.call("COMMAND", "LIST");
      List<String> differences = new ArrayList<>();
      for (String name : names.substring(2, names.length() - 1).split(", ")) {
        String[] ask = {"COMMAND", "INFO", name.substring(2)};
        String expected = asFarAsTheCategories(theirs.call(ask));
        if (!ask[2].startsWith("json.") && !NEWER.contains(ask[2])) {
          compare(name, expected, asFarAsTheCategories(ours.call(ask)), differences);
        }
      }
      assertThat(differences).isEmpty();
    }
  }

  /** Name, arity, flags, where the keys are, and categories. */
  private static String asFarAsTheCategories(String info) {
    Matcher matcher =
        Pattern.compile("\\$:\\S+, :-?\\d+, \\*\\[[^]]*], :-?\\d+, :-?\\d+, :-?\\d+, \\*\\[[^]]*]")
            .matcher(info);
    return matcher.find() ? matcher.group() : info;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void replies_everyCommandOfTheScript_areRedis(String protocol) throws Exception {
    try (RespClient theirs = new RespClient(redis.port());
        RespClient ours = door.client()) {
      List<String> differences = new ArrayList<>();
      for (RespClient client : List.of(theirs, ours)) {
        client.call("FLUSHALL");
        client.call("HELLO", protocol);
      }
      for (String line : SCRIPT.lines().toList()) {
        String[] words = words(line);
        theirs.send(words);
        ours.send(words);
        theirs.flush();
        ours.flush();
        int replies = line.equals("UNSUBSCRIBE a b") ? 2 : 1;
        for (int i = 0; i < replies; i++) {
          compare(line, theirs.reply(), ours.reply(), differences);
        }
      }
      assertThat(differences).isEmpty();
    }
  }

  static void compare(String line, String theirs, String ours, List<String> differences) {
    if (!theirs.equals(ours)) {
      differences.add(line + "\n  Redis: " + theirs + "\n  ours:  " + ours);
    }
  }

  /** What a person finds by hand is in the script; this finds what nobody thought of. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void replies_randomCommandsOnFewKeys_areRedis(long seed) throws Exception {
    Random random = new Random(seed);
    try (RespClient theirs = new RespClient(redis.port());
        RespClient ours = door.client()) {
      theirs.call("FLUSHALL");
      ours.call("FLUSHALL");
      List<String> differences = new ArrayList<>();
      for (int i = 0; i < 2_000 && differences.size() < 5; i++) {
        String[] words = anyCommand(random);
        compare(String.join(" ", words), theirs.call(words), ours.call(words), differences);
      }
      assertThat(differences).as("seed " + seed).isEmpty();
    }
  }

  static String[] anyCommand(Random random) {
    String key = "k" + random.nextInt(4);
    String other = "k" + random.nextInt(4);
    String[] values = {"", "1", "-7", "10", "abc", "3.5", "9223372036854775807", "x\r\ny", "-0"};
    String value = values[random.nextInt(values.length)];
    String number = Integer.toString(random.nextInt(20) - 8);
    String large = Integer.toString(1000 + 1000 * random.nextInt(3));
    return switch (random.nextInt(32)) {
      case 0 -> new String[] {"GET", key};
      case 1, 2 -> new String[] {"SET", key, value};
      case 3 -> new String[] {"SET", key, value, "EX", large};
      case 4 -> new String[] {"SET", key, value, "NX", "GET"};
      case 5 -> new String[] {"SET", key, value, "XX", "KEEPTTL"};
      case 6 -> new String[] {"APPEND", key, value};
      case 7 -> new String[] {"SETRANGE", key, number, value};
      case 8 -> new String[] {"GETRANGE", key, number, Integer.toString(random.nextInt(9) - 4)};
      case 9 -> new String[] {"INCR", key};
      case 10 -> new String[] {"INCRBY", key, value};
      case 11 -> new String[] {"DECRBY", key, number};
      case 12 -> new String[] {"INCRBYFLOAT", key, number + ".25"};
      case 13 -> new String[] {"GETDEL", key};
      case 14 -> new String[] {"GETEX", key, "EX", large};
      case 15 -> new String[] {"GETEX", key, "PERSIST"};
      case 16 -> new String[] {"MGET", key, other};
      case 17 -> new String[] {"MSET", key, value, other, number};
      case 18 -> new String[] {"MSETNX", key, value, other, number};
      case 19 -> new String[] {"DEL", key, other};
      case 20 -> new String[] {"EXISTS", key, other, key};
      case 21 -> new String[] {"EXPIRE", key, large, random.nextBoolean() ? "NX" : "XX"};
      case 22 -> new String[] {"TTL", key};
      case 23 -> new String[] {"PERSIST", key};
      case 24 -> new String[] {"STRLEN", key};
      case 25 -> new String[] {"DBSIZE"};
      case 26 -> new String[] {"GETSET", key, value};
      case 27 -> new String[] {"RENAME", key, other};
      case 28 -> new String[] {"RENAMENX", key, other};
      case 29 -> new String[] {"COPY", key, other};
      case 30 -> new String[] {"COPY", key, other, "REPLACE"};
      default -> new String[] {"EXPIRE", key, number};
    };
  }

  static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.toArray(String[]::new);
  }
}
