package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.platform.identity.Principal;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** Access rules, limits and rates as a Redis client meets them. */
@Timeout(60)
class AdmissionTest {

  private static ScratchDoor door;

  @BeforeAll
  static void start() {
    door =
        new ScratchDoor(
            """
            blatam.kvcache.namespaces.redis-5.access { read = [reader, writer], write = [writer] }
            blatam.kvcache.namespaces.redis-6.limits { max-key-bytes = 8, max-value-bytes = 100 }
            blatam.kvcache.rate-limit.tenants."hasty".resp.operations-per-second = 20
            """);
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  private static Jedis as(String tenant, String... scopes) {
    Principal principal = new Principal("ana", tenant, Set.of(scopes));
    String token = door.issuer().issue(principal, Duration.ofMinutes(5));
    var config = DefaultJedisClientConfig.builder().password(token).build();
    return new Jedis("127.0.0.1", door.port(), config);
  }

  @Test
  void access_withoutTheScope_isRefusedAndNothingIsChanged() {
    try (Jedis writer = as("acme", "writer");
        Jedis reader = as("acme", "reader");
        Jedis other = as("acme", "documents")) {
      writer.select(5);
      reader.select(5);
      other.select(5);
      writer.set("a", "1");

      assertThat(reader.get("a")).isEqualTo("1");
      assertThat(reader.ttl("a")).isEqualTo(-1);
      assertThatThrownBy(() -> reader.set("a", "2"))
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("NOPERM")
          .hasMessageContaining("'redis-5' needs the scope writer");
      assertThatThrownBy(() -> reader.expire("a", 1)).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(reader::flushDB).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(reader::flushAll).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(() -> other.get("a")).hasMessageStartingWith("NOPERM");
      assertThatThrownBy(() -> other.keys("*")).hasMessageStartingWith("NOPERM");
      assertThat(reader.info("keyspace")).contains("db5:keys=");
      assertThat(other.info("keyspace")).doesNotContain("db5");
      assertThat(writer.get("a")).isEqualTo("1");

      other.select(0);
      assertThat(other.set("b", "1")).isEqualTo("OK");
    }
  }

  @Test
  void access_whoHasNotAuthenticated_hasNoScopes() {
    try (Jedis nobody = new Jedis("127.0.0.1", door.port())) {
      assertThat(nobody.set("a", "1")).isEqualTo("OK");
      nobody.select(5);
      assertThatThrownBy(() -> nobody.get("a")).hasMessageStartingWith("NOPERM");
      assertThat(nobody.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void access_ofAnOldSession_endsWithReset() throws Exception {
    try (RespClient client = door.client()) {
      String token =
          door.issuer()
              .issue(new Principal("ana", "acme", Set.of("writer")), Duration.ofMinutes(5));
      assertThat(client.call("AUTH", token)).isEqualTo("+OK");
      assertThat(client.call("SELECT", "5")).isEqualTo("+OK");
      assertThat(client.call("SET", "mine", "1")).isEqualTo("+OK");
      assertThat(client.call("RESET")).isEqualTo("+RESET");
      assertThat(client.call("SELECT", "5")).isEqualTo("+OK");
      assertThat(client.call("GET", "mine")).startsWith("-NOPERM");
    }
  }

  @Test
  void token_thatExpiresMeanwhile_endsWhatItsConnectionMayDo() throws Exception {
    // It counts for the five seconds by which clocks may differ, less these three.
    String token =
        door.issuer().issue(new Principal("ana", "brief", Set.of()), Duration.ofSeconds(-3));
    try (RespClient client = door.client();
        Jedis later = as("brief")) {
      assertThat(client.call("AUTH", token)).isEqualTo("+OK");
      assertThat(client.call("SET", "a", "1")).isEqualTo("+OK");

      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      String reply = client.call("PING");
      while (reply.equals("+PONG") && System.nanoTime() < deadline) {
        reply = client.call("PING");
      }
      assertThat(reply).startsWith("-NOAUTH").contains("expired");
      assertThat(client.call("SET", "a", "2")).startsWith("-NOAUTH");
      assertThat(client.call("AUTH", token)).startsWith("-WRONGPASS");
      assertThat(later.get("a")).isEqualTo("1");
      assertThat(client.call("AUTH", door.token("ana", "brief"))).isEqualTo("+OK");
      assertThat(client.call("SET", "a", "3")).isEqualTo("+OK");
    }
  }

  /** What the server still says to a connection that it closes. */
  private static List<String> untilTheEnd(RespClient client) throws IOException {
    List<String> said = new ArrayList<>();
    try {
      while (true) {
        said.add(client.patience(10_000).reply());
      }
    } catch (EOFException | SocketException end) {
      return said;
    }
  }

  @Test
  void account_disabledMeanwhile_losesItsConnections() throws Exception {
    String token = door.token("leaver", "left");
    try (RespClient talking = door.client();
        RespClient silent = door.client();
        RespClient listening = door.client();
        RespClient colleague = door.client()) {
      for (RespClient client : List.of(talking, silent, listening)) {
        assertThat(client.call("AUTH", token)).isEqualTo("+OK");
      }
      assertThat(colleague.call("AUTH", door.token("stayer", "left"))).isEqualTo("+OK");
      listening.call("SUBSCRIBE", "news");

      door.revoked().add("leaver");
      try {
        colleague.call("PUBLISH", "news", "secret");
        talking.send("GET", "a");
        // Either the command or the end of the connection comes first.
        assertThat(untilTheEnd(talking))
            .isIn(List.of(), List.of("-NOAUTH The account is disabled; ask an administrator."));
        assertThat(untilTheEnd(listening)).isEmpty();
        assertThat(untilTheEnd(silent)).isEmpty();
        assertThat(colleague.call("PING")).isEqualTo("+PONG");
        try (RespClient again = door.client()) {
          assertThat(again.call("AUTH", token)).startsWith("-WRONGPASS");
        }
      } finally {
        door.revoked().remove("leaver");
      }
    }
  }

  @Test
  void limits_tooLongKeysAndValues_areNamed() {
    try (Jedis jedis = as("acme")) {
      jedis.select(6);
      assertThat(jedis.set("12345678", "x".repeat(100))).isEqualTo("OK");
      assertThatThrownBy(() -> jedis.set("123456789", "x"))
          .hasMessage("ERR a key of 9 bytes is longer than namespace 'redis-6' takes: 8");
      assertThatThrownBy(() -> jedis.mset("a", "x", "b", "x".repeat(101)))
          .hasMessage("ERR a value of 101 bytes is longer than namespace 'redis-6' takes: 100");
      assertThat(jedis.get("a")).isNull();
      assertThat(jedis.set("a", "x", SetParams.setParams().px(100_000).nx())).isEqualTo("OK");
    }
  }

  @Test
  void rate_ofOneTenant_isLimitedAndTheOthersAreNot() {
    try (Jedis hasty = as("hasty");
        Jedis patient = as("patient")) {
      long began = System.nanoTime();
      int done = 0;
      int refused = 0;
      while (refused < 10) {
        try {
          hasty.set("k" + done, "v");
          done++;
        } catch (JedisDataException e) {
          assertThat(e).hasMessageStartingWith("ERR rate limit of tenant 'hasty'");
          refused++;
        }
      }
      // What one second allows may be taken at once.
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(done)
          .isGreaterThanOrEqualTo(15)
          .isLessThanOrEqualTo((int) (20 * (1 + seconds)) + 1);
      Pipeline pipeline = patient.pipelined();
      for (int i = 0; i < 500; i++) {
        pipeline.set("k" + i, "v");
      }
      assertThat(pipeline.syncAndReturnAll()).containsOnly("OK");
    }
  }
}
