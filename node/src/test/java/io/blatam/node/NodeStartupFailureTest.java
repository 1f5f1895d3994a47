package io.blatam.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.KnownSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can mend is said in one line, and the process ends with 1. Real processes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NodeStartupFailureTest {

  /** A setting with its default behind a #, as against a sentence. */
  private static final Pattern COMMENTED_OUT =
      Pattern.compile("(?m)^ *# ([a-z][a-z0-9.\"-]*(?: =| \\{) .*)$");

  @TempDir Path home;

  @Test
  void main_takenPort_namesServicePortAndSetting() throws Exception {
    try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var said =
          new ScratchNode(home)
              .with("blatam.kv-cache.port", Integer.toString(held.getLocalPort()))
              .runToTheEnd();
      assertOneLine(
          said, "kv-cache", Integer.toString(held.getLocalPort()), "blatam.kv-cache.port");
    }
  }

  @Test
  void main_takenClusterPort_namesPortAndSetting() throws Exception {
    try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var said =
          new ScratchNode(home)
              .with("blatam.cluster.port", Integer.toString(held.getLocalPort()))
              .runToTheEnd();
      assertOneLine(said, Integer.toString(held.getLocalPort()), "blatam.cluster.port");
    }
  }

  @Test
  void main_brokenConfiguration_saysWhere() throws Exception {
    var said = new ScratchNode(home).with("blatam.bind", "{ \"127.0.0.1\"").runToTheEnd();
    assertOneLine(said, "application.conf");
  }

  @Test
  void main_wrongTypeInConfiguration_namesTheKey() throws Exception {
    assertOneLine(
        new ScratchNode(home).with("blatam.cluster.port", "\"many\"").runToTheEnd(),
        "application.conf: ",
        "cluster.port");
  }

  @Test
  void main_misspelledSetting_namesItAndWhatWasMeant() throws Exception {
    assertOneLine(
        new ScratchNode(home).with("blatam.gateway.accounts.bcrypt-csot", "9").runToTheEnd(),
        "blatam.gateway.accounts.bcrypt-csot: is not a setting",
        "application.conf",
        "did you mean bcrypt-cost?");
  }

  @Test
  void main_misspelledSettingOnTheCommandLine_namesIt() throws Exception {
    assertOneLine(
        new ScratchNode(home).runToTheEnd("-Dblatam.gateway.accounts.bcrypt-csot=9"),
        "blatam.gateway.accounts.bcrypt-csot: is not a setting",
        "system properties",
        "did you mean bcrypt-cost?");
    assertOneLine(
        new ScratchNode(home).runToTheEnd("-Dblatam.kvcache.analytics.sampel-rate=0.5"),
        "blatam.kvcache.analytics.sampel-rate: is not a setting",
        "did you mean sample-rate?");
  }

  @Test
  void settings_thatTheOperatorsFileOffers_areThoseThatThereAre() throws IOException {
    Path offered = Path.of("..", "application.conf");
    String all = COMMENTED_OUT.matcher(Files.readString(offered)).replaceAll("$1");
    Config operator = ConfigFactory.parseString(all);
    assertThat(operator.getInt("blatam.gateway.port")).isEqualTo(8000);
    KnownSettings.require(operator, ConfigFactory.defaultReference());
  }

  @Test
  void main_unknownRole_namesItAndThoseThereAre() throws Exception {
    assertOneLine(
        new ScratchNode(home).with("blatam.roles", "[printer]").runToTheEnd(),
        "printer",
        "kv-cache");
  }

  @Test
  void main_unreachableDatabase_namesIt() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + closed + "/blatam";
    assertOneLine(
        new ScratchNode(home)
            .with("blatam.database.url", ScratchNode.quoted(url))
            .with("blatam.database.connect-timeout", "1s")
            .runToTheEnd(),
        url);
  }

  @Test
  void main_dataFolderThatIsAFile_namesIt() throws Exception {
    Path file = Files.writeString(home.resolve("taken"), "");
    assertOneLine(
        new ScratchNode(home)
            .with("blatam.data-dir", ScratchNode.quoted(file.toString()))
            .runToTheEnd(),
        file.toString());
  }

  private static void assertOneLine(ScratchNode.Said said, String... contents) throws IOException {
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err().strip().lines())
        .singleElement()
        .asString()
        .startsWith("blatam: ")
        .contains(contents);
  }
}
