package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a reply depends on what was said before, or by others: as Redis says it. */
class RedisConversationsTest {

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

  @Test
  void replies_whileSubscribed_areRedis() throws Exception {
    try (RespClient theirs = new RespClient(redis.port());
        RespClient ours = door.client()) {
      List<String> differences = new ArrayList<>();
      for (String line :
          List.of(
              "SUBSCRIBE a",
              "PING",
              "PING x",
              "GET a",
              "PSUBSCRIBE p*",
              "SUBSCRIBE a",
              "UNSUBSCRIBE a",
              "PUNSUBSCRIBE p*",
              "PING",
              "SUBSCRIBE a",
              "RESET",
              "PING",
              "QUIT")) {
        RedisDifferentialTest.compare(
            line,
            theirs.call(RedisDifferentialTest.words(line)),
            ours.call(RedisDifferentialTest.words(line)),
            differences);
      }
      assertThat(differences).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void replies_thatAreNotWanted_areRedis(String protocol) throws Exception {
    try (RespClient theirs = new RespClient(redis.port());
        RespClient ours = door.client();
        RespClient theirOther = new RespClient(redis.port());
        RespClient ourOther = door.client()) {
      List<String> heard = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      unwanted(protocol, theirs, theirOther, expected);
      unwanted(protocol, ours, ourOther, heard);
      assertThat(heard).isEqualTo(expected).hasSizeGreaterThan(10);
    }
  }

  /** Whatever is said between one marker and the next. */
  private static void unwanted(
      String protocol, RespClient client, RespClient other, List<String> heard) throws Exception {
    client.call("HELLO", protocol);
    for (String line :
        """
        CLIENT REPLY skip, SET a 1, GET a
        CLIENT REPLY skip, CLIENT REPLY skip, SET a 2, GET a
        CLIENT REPLY skip, FOO, GET a
        CLIENT REPLY skip, CLIENT REPLY on, GET a
        CLIENT REPLY skip, MGET a b, STRLEN a
        CLIENT REPLY off, GET a, INCR a, GET, CLIENT REPLY skip, CLIENT REPLY foo, CLIENT REPLY on, GET a
        CLIENT REPLY off, SCAN 0, RESET, GET a
        HELLO %1$s, CLIENT REPLY skip, SUBSCRIBE news, PING x
        HELLO %1$s, CLIENT REPLY off, SUBSCRIBE more, CLIENT REPLY on, PING y
        UNSUBSCRIBE news more, CLIENT REPLY off, PUBLISH none 1, CLIENT REPLY on
        """
            .formatted(protocol)
            .lines()
            .toList()) {
      for (String command : line.split(", ")) {
        client.send(RedisDifferentialTest.words(command));
      }
      client.send("ECHO", "done");
      client.flush();
      String reply = client.reply();
      while (!reply.equals("$:done") && !reply.startsWith("-ERR Can't execute 'echo'")) {
        heard.add(line + ": " + reply.replaceAll("\\$:id, :\\d+", "id"));
        reply = client.reply();
      }
    }
    client.send("SUBSCRIBE", "news");
    client.flush();
    heard.add(client.reply());
    if (protocol.equals("3")) {
      client.send("CLIENT", "REPLY", "OFF");
      client.send("PUBLISH", "news", "own");
      client.flush();
      heard.add(client.reply());
    }
    other.call("PUBLISH", "news", "others'");
    heard.add(client.reply());
  }

  @Test
  void pubsub_ofWhatClientsListenTo_isRedis() throws Exception {
    List<List<String>> both = new ArrayList<>();
    for (int port : List.of(redis.port(), door.port())) {
      List<String> heard = new ArrayList<>();
      try (RespClient one = new RespClient(port);
          RespClient two = new RespClient(port);
          RespClient asks = new RespClient(port)) {
        one.call("SUBSCRIBE", "news");
        two.call("SUBSCRIBE", "news");
        two.call("PSUBSCRIBE", "n*");
        two.call("SUBSCRIBE", "other");
        for (String line :
            List.of(
                "PUBSUB NUMSUB news other none",
                "PUBSUB NUMPAT",
                "PUBSUB CHANNELS o*",
                "PUBSUB CHANNELS none*",
                "pubsub channels news")) {
          heard.add(line + ": " + asks.call(RedisDifferentialTest.words(line)));
        }
        heard.add(asks.call("PUBSUB", "CHANNELS").length() + "");
      }
      both.add(heard);
    }
    assertThat(both.get(1)).isEqualTo(both.get(0));
  }
}
