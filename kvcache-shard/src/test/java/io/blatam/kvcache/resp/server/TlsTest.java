package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blatam.platform.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** A door that speaks TLS, and the clients that people use. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsTest {

  @TempDir private static Path folder;

  private static Certificate certificate;
  private static ScratchDoor door;

  @BeforeAll
  static void start() throws Exception {
    certificate = Certificate.make(folder);
    door = new ScratchDoor(settings(certificate.certificate(), certificate.privateKey()));
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  private static String settings(Path certificate, Path privateKey) {
    return "blatam.kv-cache.resp.tls { enabled = on, certificate = \"%s\", private-key = \"%s\" }"
        .formatted(certificate, privateKey);
  }

  private static Jedis jedis() {
    return new Jedis(
        new HostAndPort("localhost", door.port()),
        DefaultJedisClientConfig.builder()
            .ssl(true)
            .sslSocketFactory(certificate.trustingClient().getSocketFactory())
            .build());
  }

  @Test
  void jedis_smallLargeAndPipelined_comeBackWhole() {
    byte[] large = new byte[3 << 20];
    new Random(7).nextBytes(large);
    byte[] key = "large".getBytes(ISO_8859_1);
    try (Jedis jedis = jedis()) {
      assertThat(jedis.set("a", "b")).isEqualTo("OK");
      assertThat(jedis.get("a")).isEqualTo("b");
      assertThat(jedis.set(key, large)).isEqualTo("OK");
      for (int i = 0; i < 5; i++) {
        assertThat(jedis.get(key)).isEqualTo(large);
      }
      Pipeline pipeline = jedis.pipelined();
      for (int i = 0; i < 2_000; i++) {
        pipeline.incr("count");
      }
      assertThat(pipeline.syncAndReturnAll()).hasSize(2_000).endsWith(2_000L);
    }
  }

  @Test
  void redisCli_withTheCertificate_isServed() throws Exception {
    assumeTrue(RedisServer.program("redis-cli").isPresent(), "skipped: redis-cli is not installed");
    Process process =
        new ProcessBuilder(
                "redis-cli",
                "--tls",
                "--cacert",
                certificate.certificate().toString(),
                "-p",
                Integer.toString(door.port()),
                "set",
                "cli",
                "1")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    assertThat(new String(process.getInputStream().readAllBytes(), ISO_8859_1).strip())
        .isEqualTo("OK");
  }

  @Test
  void plainClient_isCutOff_othersAreNot() throws Exception {
    try (Jedis jedis = jedis();
        RespClient plain = door.client()) {
      assertThatThrownBy(() -> plain.call("PING")).isInstanceOf(IOException.class);
      assertThat(jedis.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void start_keyThatIsNone_namesTheSetting() {
    assertThatThrownBy(
            () -> new ScratchDoor(settings(certificate.certificate(), certificate.certificate())))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kv-cache.resp.tls.private-key")
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> new ScratchDoor(settings(Path.of(""), Path.of("x"))))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kv-cache.resp.tls.certificate");
  }
}
