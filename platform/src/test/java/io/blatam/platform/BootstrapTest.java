package io.blatam.platform;

import static akka.http.javadsl.server.Directives.complete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.http.HttpServer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTest {

  @TempDir Path data;

  @Test
  void start_noConfiguration_isAClusterOfOne() {
    try (ScratchPlatform scratch = ScratchPlatform.start(data)) {
      Cluster cluster = Cluster.get(scratch.platform().system());
      // What this node sees of itself follows the event that it is up.
      TestProbe.create(scratch.platform().system())
          .awaitAssert(
              () -> assertThat(cluster.selfMember().status()).isEqualTo(MemberStatus.up()));
      assertThat(data.resolve("secrets/jwt-signing-key.pem")).exists();
      assertThat(data.resolve("blatam.mv.db")).exists();
    }
  }

  @Test
  void start_twiceOnOneFolder_isARestart() {
    String token;
    try (ScratchPlatform scratch = ScratchPlatform.start(data)) {
      token = scratch.token("acme", "documents");
    }
    try (ScratchPlatform scratch = ScratchPlatform.start(data)) {
      assertThat(scratch.platform().identity().verify(token).tenant()).isEqualTo("acme");
    }
  }

  @Test
  void start_clusterPortTaken_saysWhichSettingToChange() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> ScratchPlatform.start(data, "blatam.cluster.port = " + taken.getLocalPort()))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("blatam.cluster.port");
    }
  }

  @Test
  void start_managementPortTaken_saysWhichSettingToChange() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String settings = "blatam.management { enabled = on, port = " + taken.getLocalPort() + " }";
      assertThatThrownBy(() -> ScratchPlatform.start(data, settings))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("blatam.management.port");
    }
  }

  @Test
  void start_dataFolderNotWritable_saysWhichSettingToChange() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "in the way");
    assertThatThrownBy(() -> ScratchPlatform.start(file.resolve("data")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.data-dir");
  }

  @Test
  void serve_portTaken_saysWhichSettingToChange() throws Exception {
    try (ScratchPlatform scratch = ScratchPlatform.start(data);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  HttpServer.bind(
                          scratch.platform().system(),
                          "bul",
                          "127.0.0.1",
                          taken.getLocalPort(),
                          complete("x"),
                          () -> true)
                      .toCompletableFuture()
                      .join())
          .hasCauseInstanceOf(StartupException.class)
          .hasMessageContaining("blatam.bul.port");
    }
  }

  @Test
  void settings_unknownWayToJoin_isRefused() {
    Config config =
        Bootstrap.configuration(ConfigFactory.parseString("blatam.cluster.join = gossip"));
    assertThatThrownBy(() -> PlatformSettings.of(config))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("self, seeds or bootstrap");
  }

  @Test
  void settings_roles_selectServices() {
    Config config =
        Bootstrap.configuration(ConfigFactory.parseString("blatam.roles = [bul, export]"));
    PlatformSettings settings = PlatformSettings.of(config);
    assertThat(settings.runs("bul")).isTrue();
    assertThat(settings.runs("gateway")).isFalse();
  }
}
