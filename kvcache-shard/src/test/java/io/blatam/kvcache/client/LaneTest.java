package io.blatam.kvcache.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Operation;
import io.blatam.platform.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final KvCacheSettings settings =
      KvCacheSettings.from(
          Bootstrap.configuration(
              ConfigFactory.parseString("blatam.kvcache.operation-timeout = 5 s")));
  private final Lane lane = new Lane(settings);

  @Test
  void next_twoBatchesUnderWay_noneMoreLeaves() {
    lane.add(get(1), 0);
    Lane.Batch first = lane.next(0).orElseThrow();
    lane.add(get(2), 0);
    assertThat(lane.next(0)).isPresent();
    lane.add(get(3), 0);
    lane.add(get(4), 0);
    assertThat(lane.next(0)).isEmpty();

    lane.answered(first.number());

    assertThat(lane.next(0).orElseThrow().operations()).hasSize(2);
  }

  @Test
  void getsPutOff_fewerLeaveAtOnce_untilABatchIsAnsweredAsAWhole() {
    for (int i = 0; i < 100; i++) {
      lane.add(get(i), 0);
    }
    Lane.Batch all = lane.next(0).orElseThrow();
    assertThat(all.operations()).hasSize(100);
    for (int i = 0; i < 600; i++) {
      lane.add(get(i), 0);
    }
    lane.deferred();
    lane.answered(all.number());
    Lane.Batch fewer = lane.next(0).orElseThrow();
    assertThat(fewer.operations()).hasSize(256);
    lane.answered(fewer.number());

    assertThat(lane.next(0).orElseThrow().operations()).hasSize(344);
  }

  @Test
  void segmentSilentForAnHour_floodedAllTheWhile_sendsOnlySmallQuestions() {
    List<Lane.Batch> sent = new ArrayList<>();
    long now = 0;
    for (int second = 0; second < 3_600; second++) {
      now = second * SECOND;
      lane.forget(now);
      for (int i = 0; i < 100; i++) {
        lane.add(new Operation.Put(i, key(), new byte[1_000], 1, 1), now);
      }
      for (var batch = lane.next(now); batch.isPresent(); batch = lane.next(now)) {
        sent.add(batch.get());
      }
    }

    long withOperations = sent.stream().filter(it -> !it.operations().isEmpty()).count();
    assertThat(withOperations).isEqualTo(2);
    assertThat(sent).hasSizeLessThan(2 + 3_600 / 5 + 1);

    // Once it answers, what was asked for in the last seconds leaves, and nothing older.
    lane.answered(sent.get(sent.size() - 1).number());
    int left = 0;
    Optional<Lane.Batch> batch = lane.next(now);
    while (batch.isPresent()) {
      left += batch.get().operations().size();
      lane.answered(batch.get().number());
      batch = lane.next(now);
    }
    assertThat(left).isBetween(500, 700);
  }

  private static Operation get(long id) {
    return new Operation.Get(id, key());
  }

  private static CacheKey key() {
    return new CacheKey("acme", "test", "key");
  }
}
