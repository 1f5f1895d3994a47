package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blatam.platform.identity.Principal;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CLIENT LIST and KILL, with more than one thread that serves clients. */
@Timeout(20)
class ClientListTest {

  private ScratchDoor door;
  private RespClient asks;
  private RespClient other;

  @BeforeEach
  void start() throws IOException {
    door = new ScratchDoor("blatam.kv-cache.resp.loops = 2");
    asks = door.client();
    asks.call("PING");
    other = door.client();
    other.call("PING");
  }

  @AfterEach
  void stop() throws IOException {
    asks.close();
    other.close();
    door.close();
  }

  private static List<Map<String, String>> list(RespClient client, String... words)
      throws IOException {
    String[] command = new String[words.length + 2];
    command[0] = "CLIENT";
    command[1] = "LIST";
    System.arraycopy(words, 0, command, 2, words.length);
    return client.call(command).substring(2).lines().map(ClientListTest::fields).toList();
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    for (String field : line.split(" ")) {
      int at = field.indexOf('=');
      fields.put(field.substring(0, at), field.substring(at + 1));
    }
    return fields;
  }

  @Test
  void list_hasTheFieldsOfRedis_inItsOrder() throws Exception {
    assumeTrue(RedisServer.installed(), "skipped: redis-server is not installed");
    try (RedisServer redis = RedisServer.start();
        RespClient theirs = new RespClient(redis.port())) {
      String expected = names(theirs.call("CLIENT", "LIST"));
      assertThat(names(asks.call("CLIENT", "INFO"))).isEqualTo(expected + " lib-name lib-ver");
    }
  }

  private static String names(String line) {
    return String.join(
        " ",
        Arrays.stream(line.substring(2).strip().split(" "))
            .map(field -> field.substring(0, field.indexOf('=')))
            .toList());
  }

  @Test
  void list_showsWhatEachConnectionIsAbout() throws IOException {
    other.call("CLIENT", "SETNAME", "listener");
    other.call("SELECT", "5");
    other.call("HELLO", "3");
    other.call("SUBSCRIBE", "news");
    other.call("PSUBSCRIBE", "n*");

    List<Map<String, String>> all = list(asks);
    assertThat(all).hasSize(2);
    assertThat(all.get(0))
        .containsEntry("flags", "N")
        .containsEntry("cmd", "client|list")
        .containsEntry("resp", "2")
        .containsEntry("user", "default")
        .containsEntry("laddr", "127.0.0.1:" + door.port());
    assertThat(all.get(1))
        .containsEntry("name", "listener")
        .containsEntry("db", "5")
        .containsEntry("resp", "3")
        .containsEntry("flags", "P")
        .containsEntry("sub", "1")
        .containsEntry("psub", "1")
        .containsEntry("cmd", "psubscribe")
        .containsEntry("idle", "0");
    String id = all.get(1).get("id");
    assertThat(list(asks, "ID", id, "999")).hasSize(1).first().isEqualTo(all.get(1));
    assertThat(list(asks, "TYPE", "pubsub")).hasSize(1);
    assertThat(list(asks, "TYPE", "normal")).hasSize(1);
    assertThat(list(asks, "TYPE", "master")).isEmpty();
  }

  /** What has come and can not be done yet, and what the client does not read. */
  @Test
  void list_showsWhatIsKeptForAConnection() throws IOException {
    asks.call("SET", "large", "x".repeat(3_000_000));
    other.raw("*2\r\n$3\r\nGET\r\n$5\r\nlar");
    other.flush();
    while (list(asks).get(1).get("qbuf").equals("0")) {
      Thread.onSpinWait();
    }
    other.raw("ge\r\n");
    for (int i = 0; i < 20; i++) {
      other.send("GET", "large");
    }
    other.flush();
    while (list(asks).get(1).get("omem").equals("0")) {
      Thread.onSpinWait();
    }
    Map<String, String> shown = list(asks).get(1);
    assertThat(Integer.parseInt(shown.get("oll"))).isPositive();
    assertThat(Long.parseLong(shown.get("tot-mem")))
        .isGreaterThanOrEqualTo(Long.parseLong(shown.get("omem")));
  }

  @Test
  void list_showsNobodyElsesConnections() throws IOException {
    String token =
        door.issuer().issue(new Principal("a b", "acme", Set.of()), Duration.ofMinutes(5));
    assertThat(other.call("AUTH", token)).isEqualTo("+OK");

    assertThat(list(asks)).hasSize(1);
    assertThat(list(other)).hasSize(1).first().extracting("user").isEqualTo("a_b");
    String hers = list(other).get(0).get("id");
    assertThat(asks.call("CLIENT", "KILL", "ID", hers)).isEqualTo(":0");
    assertThat(asks.call("CLIENT", "KILL", "USER", "a b")).isEqualTo("-ERR No such user 'a b'");
    assertThat(other.call("PING")).isEqualTo("+PONG");
  }

  @Test
  void kill_endsThoseThatAreMeant() throws IOException {
    String address = list(asks).get(1).get("addr");
    assertThat(asks.call("CLIENT", "KILL", address)).isEqualTo("+OK");
    assertThatThrownBy(other::reply).isInstanceOf(EOFException.class);
    awaitClients(1);
    assertThat(asks.call("CLIENT", "KILL", address)).isEqualTo("-ERR No such client");

    other = door.client();
    other.call("SUBSCRIBE", "news");
    assertThat(asks.call("CLIENT", "KILL", "TYPE", "pubsub", "USER", "default")).isEqualTo(":1");
    assertThatThrownBy(other::reply).isInstanceOf(EOFException.class);
    awaitClients(1);

    String own = asks.call("CLIENT", "ID").substring(1);
    assertThat(asks.call("CLIENT", "KILL", "ID", own)).isEqualTo(":0");
    assertThat(asks.call("CLIENT", "KILL", "ID", own, "SKIPME", "no")).isEqualTo(":1");
    assertThatThrownBy(asks::reply).isInstanceOf(EOFException.class);
  }

  private void awaitClients(int count) throws IOException {
    while (list(asks).size() > count) {
      Thread.onSpinWait();
    }
  }
}
