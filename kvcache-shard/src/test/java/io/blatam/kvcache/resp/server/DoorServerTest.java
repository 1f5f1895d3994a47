package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.engine.KeyCount;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.resp.channel.ChannelHub;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.settings.RespSettings;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.identity.Identity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorServerTest {

  /** Where all segments live on other nodes, say. */
  @Test
  void usedAndMost_areBothOfThisNode(@TempDir Path folder) throws Exception {
    Config config =
        Bootstrap.configuration(ConfigFactory.parseString("akka.actor.provider = local"));
    ActorTestKit kit = ActorTestKit.create("door-server", config);
    try {
      DoorServer server =
          new DoorServer(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
              RespSettings.from(config),
              KvCacheSettings.from(config),
              Identity.load(folder, Clock.systemUTC()),
              NamespaceRules.from(config),
              LocalCells.of(kit.system()),
              () -> {
                throw new AssertionError("nobody asks for it");
              },
              List.of(),
              new ChannelHub());
      assertThat(server.usedBytes()).isZero();
      assertThat(server.maxBytes()).isZero();
      assertThat(server.tally()).isEqualTo(Tally.ZERO);
      assertThat(server.keys("default", 0)).isEqualTo(KeyCount.NONE);
    } finally {
      kit.shutdownTestKit();
    }
  }
}
