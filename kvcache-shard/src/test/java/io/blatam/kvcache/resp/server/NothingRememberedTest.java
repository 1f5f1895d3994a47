package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A loader found nothing, and that is remembered: to Redis clients there is no such key. */
class NothingRememberedTest {

  private ScratchDoor door;

  @BeforeEach
  void start() {
    door = new ScratchDoor("blatam.kvcache.segments = 2");
    LoadOptions options = LoadOptions.defaults().withNegativeTtl(Duration.ofHours(1));
    for (int i = 0; i < 50; i++) {
      CacheKey key = new CacheKey("default", "redis-0", "nothing" + i);
      door.cache()
          .getOrLoad(key, options, () -> CompletableFuture.completedFuture(Loaded.nothing()))
          .toCompletableFuture()
          .join();
    }
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void listings_ofADatabaseWithNothingElse_areEmpty() throws IOException {
    try (RespClient client = door.client()) {
      assertThat(client.call("DBSIZE")).isEqualTo(":0");
      assertThat(client.call("KEYS", "*")).isEqualTo("*[]");
      assertThat(client.call("SCAN", "0", "COUNT", "1000")).isEqualTo("*[$:0, *[]]");
      assertThat(client.call("RANDOMKEY")).isEqualTo("nil");
      assertThat(client.call("INFO", "keyspace")).doesNotContain("db0");
    }
  }

  @Test
  void listings_haveTheKeysThatAreThere() throws IOException {
    try (RespClient client = door.client()) {
      client.call("SET", "nothing7", "something");

      assertThat(client.call("DBSIZE")).isEqualTo(":1");
      assertThat(client.call("KEYS", "*")).isEqualTo("*[$:nothing7]");
      assertThat(client.call("RANDOMKEY")).isEqualTo("$:nothing7");
      assertThat(client.call("INFO", "keyspace")).contains("db0:keys=1,expires=0,");
    }
  }
}
