package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.access.RateLimits;
import io.blatam.kvcache.access.TenantRates;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.resp.channel.ChannelHub;
import io.blatam.kvcache.resp.channel.ConnectionSubscriptions;
import io.blatam.kvcache.resp.command.Admission;
import io.blatam.kvcache.resp.command.Commands;
import io.blatam.kvcache.resp.command.Session;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Effect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RENAME and COPY are several steps: what another client does between two of them. */
class MoveStepsTest {

  private static ScratchDoor door;
  private static Commands commands;

  @BeforeAll
  static void start() {
    door = new ScratchDoor();
    Config config = door.system().settings().config();
    commands =
        new Commands(
            null,
            new Admission(
                NamespaceRules.from(config), new TenantRates(RateLimits.from(config, "resp"))));
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  /** One that goes on when it is told to. */
  private static final class Halting {

    private Step step;
    private final List<Integer> edits = new ArrayList<>();

    Halting(String... words) {
      byte[][] arguments =
          Stream.of(words).map(word -> word.getBytes(ISO_8859_1)).toArray(byte[][]::new);
      var nobody =
          new ConnectionSubscriptions(
              new ChannelHub(), (tenant, channel, message) -> {}, message -> {});
      Session session = new Session(1, "", "", 0, Optional.of("default"), nobody);
      step = commands.begin(session, arguments, false, System.currentTimeMillis());
    }

    /** Does the next step. */
    Halting next() {
      if (step instanceof Step.First first) {
        edits.add(1);
        step = first.then().apply(effect(first.change()));
      } else if (step instanceof Step.Several several) {
        edits.add(several.changes().size());
        step = several.then().apply(several.changes().stream().map(this::effect).toList());
      } else if (step instanceof Step.One one) {
        edits.add(1);
        Effect effect = effect(new Step.Change(one.key(), one.edit()));
        step = Step.done(one.reply().apply(effect));
      }
      return this;
    }

    Reply reply() {
      while (!(step instanceof Step.Done)) {
        next();
      }
      return ((Step.Done) step).reply();
    }

    private Effect effect(Step.Change change) {
      CacheKey key = new CacheKey("default", "redis-0", new String(change.key(), ISO_8859_1));
      return door.cache().update(key, change.edit()).toCompletableFuture().join();
    }
  }

  @Test
  void move_readsItsKeyOnce() throws IOException {
    try (RespClient client = door.client()) {
      client.call("SET", "old", "1", "EX", "100");
      Halting copy = new Halting("COPY", "old", "copied");
      Halting rename = new Halting("RENAME", "old", "new");

      assertThat(copy.reply()).isEqualTo(Reply.ONE);
      assertThat(rename.reply()).isEqualTo(Reply.OK);
      assertThat(copy.edits).containsExactly(1, 1);
      assertThat(rename.edits).containsExactly(1, 1, 1);
      assertThat(client.call("TTL", "copied")).isIn(":100", ":99");
      assertThat(client.call("TTL", "new")).isIn(":100", ":99");
      assertThat(client.call("GET", "old")).isEqualTo("nil");
    }
  }

  @Test
  void rename_theOldKeyIsWrittenMeanwhile_isAsIfThatCameAfterIt() throws IOException {
    try (RespClient client = door.client()) {
      client.call("SET", "old", "1");
      Halting rename = new Halting("RENAME", "old", "new").next().next();
      client.call("SET", "old", "2");

      assertThat(rename.reply()).isEqualTo(Reply.OK);
      assertThat(client.call("MGET", "old", "new")).isEqualTo("*[$:2, $:1]");
    }
  }

  @Test
  void renamenx_theOldKeyGetsAnEndMeanwhile_keepsBoth() throws IOException {
    try (RespClient client = door.client()) {
      client.call("DEL", "new");
      client.call("SET", "old", "1");
      Halting rename = new Halting("RENAMENX", "old", "new").next().next();
      client.call("EXPIRE", "old", "100");

      assertThat(rename.reply()).isEqualTo(Reply.ONE);
      assertThat(client.call("MGET", "old", "new")).isEqualTo("*[$:1, $:1]");
      assertThat(client.call("TTL", "new")).isEqualTo(":-1");
    }
  }

  @Test
  void rename_theOldKeyIsRemovedMeanwhile_isDone() throws IOException {
    try (RespClient client = door.client()) {
      client.call("SET", "old", "1");
      Halting rename = new Halting("RENAME", "old", "new").next().next();
      client.call("DEL", "old");

      assertThat(rename.reply()).isEqualTo(Reply.OK);
      assertThat(client.call("MGET", "old", "new")).isEqualTo("*[nil, $:1]");
    }
  }
}
