package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.LocalCells;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RENAME, RENAMENX and COPY of keys on two nodes, asked for at either one's door. */
@Timeout(120)
class MovesAcrossNodesTest {

  private static final int SEGMENTS = 8;

  private static List<ScratchDoor> doors;

  @BeforeAll
  static void start() {
    doors = ScratchDoor.cluster("blatam.kvcache.segments = " + SEGMENTS);
  }

  @AfterAll
  static void stop() {
    doors.forEach(ScratchDoor::close);
  }

  /** The n-th key of that name that lives on this node. */
  private static String key(String name, ScratchDoor node) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> name + i)
        .filter(
            key -> {
              int segment = new CacheKey("default", "redis-0", key).segment(SEGMENTS);
              return LocalCells.of(node.system()).find(segment).isPresent();
            })
        .findFirst()
        .orElseThrow();
  }

  @Test
  void moves_ofEveryKeyToEveryNode_throughEitherDoor() throws IOException {
    for (ScratchDoor door : doors) {
      for (ScratchDoor one : doors) {
        for (ScratchDoor other : doors) {
          try (RespClient client = door.client()) {
            moves(client, key("from", one), key("to", other));
          }
        }
      }
    }
  }

  private static void moves(RespClient client, String from, String to) throws IOException {
    client.call("DEL", from, to);
    assertThat(client.call("RENAME", from, to)).isEqualTo("-ERR no such key");
    client.call("SET", from, "1", "EX", "1000");
    assertThat(client.call("COPY", from, to)).isEqualTo(":1");
    assertThat(client.call("COPY", from, to)).isEqualTo(":0");
    assertThat(client.call("RENAMENX", from, to)).isEqualTo(":0");
    client.call("SET", from, "2", "EX", "1000");
    assertThat(client.call("COPY", from, to, "REPLACE")).isEqualTo(":1");
    assertThat(client.call("MGET", from, to)).isEqualTo("*[$:2, $:2]");
    client.call("SET", from, "3", "EX", "1000");
    assertThat(client.call("RENAME", from, to)).isEqualTo("+OK");
    assertThat(client.call("MGET", from, to)).isEqualTo("*[nil, $:3]");
    assertThat(client.call("TTL", to)).isIn(":1000", ":999", ":998");
    assertThat(client.call("RENAMENX", to, from)).isEqualTo(":1");
    assertThat(client.call("MGET", from, to)).isEqualTo("*[$:3, nil]");
  }

  /** In a pipeline what comes behind one waits for it. */
  @Test
  void moves_inAPipeline_areDoneInTheirOrder() throws IOException {
    String here = key("here", doors.get(0));
    String there = key("there", doors.get(1));
    try (RespClient client = doors.get(0).client()) {
      for (int i = 0; i < 100; i++) {
        client.send("SET", here, "v" + i);
        client.send("RENAME", here, there);
        client.send("APPEND", there, "+");
        client.send("RENAMENX", there, here);
        client.send("GET", here);
      }
      client.flush();
      for (int i = 0; i < 100; i++) {
        assertThat(client.reply()).isEqualTo("+OK");
        assertThat(client.reply()).isEqualTo("+OK");
        assertThat(client.reply()).startsWith(":");
        assertThat(client.reply()).isEqualTo(":1");
        assertThat(client.reply()).isEqualTo("$:v" + i + "+");
      }
    }
  }
}
