package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many commands in one write: cut ahead of being done, they mean what they mean one by one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PipelinedCommandsTest {

  private static ScratchDoor door;

  @BeforeAll
  static void start() {
    door = new ScratchDoor();
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  @Test
  void pipelines_ofRandomCommandsInSeveralDatabases_areAnsweredAsByRedis() throws Exception {
    assumeTrue(RedisServer.installed(), "skipped: redis-server is not installed");
    Random random = new Random(17);
    try (RedisServer redis = RedisServer.start();
        RespClient theirs = new RespClient(redis.port());
        RespClient ours = door.client()) {
      for (int round = 0; round < 300; round++) {
        List<String[]> commands = new ArrayList<>();
        for (int left = 1 + random.nextInt(60); left > 0; left--) {
          commands.add(command(random));
        }
        assertThat(replies(ours, commands))
            .describedAs("round %d: %s", round, shown(commands))
            .isEqualTo(replies(theirs, commands));
      }
    }
  }

  /** The key is looked at ahead of its database being chosen. */
  @Test
  void select_amongPipelinedCommands_countsForThoseBehindIt() throws Exception {
    try (RespClient client = door.client()) {
      assertThat(
              replies(
                  client,
                  List.of(
                      words("SET place zero"),
                      words("SELECT 3"),
                      words("SET place three"),
                      words("GET place"),
                      words("SELECT 0"),
                      words("GET place"))))
          .containsExactly("+OK", "+OK", "+OK", "$:three", "+OK", "$:zero");
    }
  }

  @Test
  void quit_amongPipelinedCommands_isTheLastThatIsDone() throws Exception {
    try (RespClient client = door.client();
        RespClient other = door.client()) {
      client.send("SET", "before", "1");
      client.send("QUIT");
      client.send("SET", "behind", "1");
      client.flush();
      assertThat(client.reply()).isEqualTo("+OK");
      assertThat(client.reply()).isEqualTo("+OK");
      assertThatThrownBy(client::reply).isInstanceOf(IOException.class);
      assertThat(other.call("EXISTS", "before", "behind")).isEqualTo(":1");
    }
  }

  @Test
  void malformedCommand_amongPipelinedCommands_endsTheConnectionAfterThoseBeforeIt()
      throws Exception {
    try (RespClient client = door.client()) {
      client.send("SET", "fine", "1");
      client.send("INCR", "fine");
      client.raw("*1\r\n:1\r\n");
      client.send("INCR", "fine");
      client.flush();
      assertThat(client.reply()).isEqualTo("+OK");
      assertThat(client.reply()).isEqualTo(":2");
      assertThat(client.reply()).isEqualTo("-ERR Protocol error: expected '$', got ':'");
      assertThatThrownBy(client::reply).isInstanceOf(IOException.class);
    }
    try (RespClient other = door.client()) {
      assertThat(other.call("GET", "fine")).isEqualTo("$:2");
    }
  }

  private static List<String> replies(RespClient client, List<String[]> commands)
      throws IOException {
    for (String[] words : commands) {
      client.send(words);
    }
    client.flush();
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      replies.add(client.reply());
    }
    return replies;
  }

  private static String[] command(Random random) {
    String key = "k" + random.nextInt(12);
    String other = "k" + random.nextInt(12);
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> new String[] {"GET", key};
      case 3, 4 -> new String[] {"SET", key, Integer.toString(random.nextInt(100))};
      case 5 -> new String[] {"SET", key, "x".repeat(random.nextInt(40_000))};
      case 6 -> new String[] {"INCR", key};
      case 7 -> new String[] {"DEL", key, other};
      case 8 -> new String[] {"MGET", key, other, "none"};
      case 9 -> new String[] {"MSET", key, "1", other, "2"};
      case 10 -> new String[] {"SELECT", Integer.toString(random.nextInt(3))};
      case 11 -> new String[] {"APPEND", key, "y"};
      case 12 -> new String[] {"EXISTS", key, key, other};
      default -> random.nextBoolean() ? new String[] {"PING"} : new String[] {"GET"};
    };
  }

  private static String[] words(String line) {
    return line.split(" ");
  }

  private static String shown(List<String[]> commands) {
    return commands.stream().map(words -> words.length + " " + words[0]).toList().toString();
  }
}
