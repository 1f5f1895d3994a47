package io.blatam.kvcache.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.metrics.ClientMetrics;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A segment may take 5 s; a place is asked for again every second. */
class LoadCallTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final CacheKey KEY = new CacheKey("acme", "test", "key");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private int loads;

  private final RecordingClient client = new RecordingClient();
  private final List<Operation> sent = client.sent;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void parked_segmentAnswers_waitsForWhoLoads() {
    LoadCall call = parked();
    for (int second = 1; second < 20; second++) {
      call.tick(client, second * SECOND + 1);
      call.answered(new Answer.Parked(7), client, second * SECOND + 2);
    }
    assertThat(loads).isZero();
    assertThat(sent).hasSizeGreaterThan(10);
  }

  @Test
  void parked_segmentFallsSilent_loadsBesideTheCacheAfterItsTimeout() {
    LoadCall call = parked();
    for (int second = 1; second <= 5; second++) {
      call.tick(client, second * SECOND);
    }
    assertThat(loads).isZero();

    call.tick(client, 5 * SECOND + 2);
    assertThat(loads).isEqualTo(1);
    call.tick(client, 7 * SECOND);
    assertThat(loads).isEqualTo(1);
  }

  private LoadCall parked() {
    LoadCall call =
        new LoadCall(
            new LoadRequest(3, KEY, LoadOptions.defaults(), this::load),
            new CompletableFuture<Outcome>(),
            KvCacheSettings.from(ConfigFactory.load()),
            Runnable::run,
            new ClientMetrics(OperationTimes.of(KIT.system()), segment -> false),
            new Pending(10),
            (ended, loaded, failure) -> {});
    call.start(7, client, 0);
    call.answered(new Answer.Parked(7), client, 1);
    return call;
  }

  private CompletableFuture<Loaded> load() {
    loads++;
    return new CompletableFuture<>();
  }
}
