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

  @Test
  void segmentSilent_whatHasNotLeftIsWithdrawn_andOneQuestionATimeIsAsked() {
    Lane.Batch lost = sent(put(1, "a"));
    sent(put(2, "b"));
    lane.add(put(3, "a"), SECOND);
    lane.add(put(4, "a"), SECOND);
    assertThat(lane.withdraw(operation -> true)).as("it may answer yet").isEmpty();
    assertThat(lane.question(SECOND)).isEmpty();

    lane.forget(5 * SECOND + 1);

    assertThat(lane.silent()).isTrue();
    assertThat(ids(lane.withdraw(operation -> operation.id() == 3))).containsExactly(3L);
    assertThat(ids(lane.withdraw(operation -> true))).containsExactly(4L);
    Lane.Batch question = lane.question(5 * SECOND + 1).orElseThrow();
    assertThat(question.operations()).isEmpty();
    assertThat(lane.question(6 * SECOND)).isEmpty();
    lane.forget(11 * SECOND);
    assertThat(lane.question(11 * SECOND)).as("that one was lost as well").isPresent();

    lane.answered(lost.number());
    assertThat(lane.silent()).as("a late answer is one, too").isFalse();
    assertThat(lane.question(11 * SECOND)).isEmpty();
  }

  @Test
  void undelivered_leavesAgainAheadOfWhatWaits() {
    Lane.Batch lost = sent(put(1, "a"));
    Lane.Batch behind = sent(put(2, "b"));
    lane.add(put(3, "a"), 0);
    lane.undelivered(lost.number());
    assertThat(lane.next(0)).as("until it is known what became of what left behind it").isEmpty();

    lane.answered(behind.number());

    assertThat(ids(lane.next(0).orElseThrow().operations())).containsExactly(1L, 3L);
    assertThat(lane.overtaken()).isEmpty();
  }

  @Test
  void undelivered_whatLeftBehindItTook_isRefusedInsteadOfOverwritingIt() {
    Lane.Batch lost = sent(put(1, "a"), put(2, "b"), new Operation.Get(3, key("a")));
    lane.answered(sent(put(4, "a")).number());

    lane.undelivered(lost.number());

    assertThat(ids(lane.overtaken())).containsExactly(1L);
    assertThat(ids(lane.next(0).orElseThrow().operations())).containsExactly(2L, 3L);
    assertThat(lane.overtaken()).as("told once").isEmpty();
  }

  @Test
  void undelivered_whatLeftBehindItToo_bothLeaveAgainInTheirOrder() {
    Lane.Batch lost = sent(put(1, "a"), put(2, "b"));
    Lane.Batch behind = sent(put(3, "a"));

    lane.undelivered(lost.number());
    lane.undelivered(behind.number());

    assertThat(ids(lane.next(0).orElseThrow().operations())).containsExactly(1L, 2L, 3L);
    assertThat(lane.overtaken()).isEmpty();
  }

  @Test
  void undelivered_whatLeftBehindItIsNeverAnswered_mayHaveBeenDone() {
    Lane.Batch lost = sent(put(1, "a"));
    lane.add(put(2, "a"), SECOND);
    lane.next(SECOND);
    lane.undelivered(lost.number());

    lane.forget(5 * SECOND);
    assertThat(lane.overtaken()).isEmpty();
    lane.forget(7 * SECOND);

    assertThat(lane.next(7 * SECOND)).as("both callers have given up").isEmpty();
  }

  @Test
  void undelivered_veryManyBatchesWereDoneMeanwhile_nothingIsWrittenLate() {
    Lane.Batch lost = sent(put(1, "a"));
    for (int i = 0; i < 1_000; i++) {
      lane.answered(sent(put(2 + i, "other")).number());
    }

    lane.undelivered(lost.number());

    assertThat(ids(lane.overtaken())).containsExactly(1L);
  }

  private Lane.Batch sent(Operation... operations) {
    for (Operation operation : operations) {
      lane.add(operation, 0);
    }
    return lane.next(0).orElseThrow();
  }

  private static List<Long> ids(List<Operation> operations) {
    return operations.stream().map(Operation::id).toList();
  }

  private static Operation put(long id, String key) {
    return new Operation.Put(id, key(key), new byte[8], 1, 1);
  }

  private static Operation get(long id) {
    return new Operation.Get(id, key());
  }

  private static CacheKey key() {
    return key("key");
  }

  private static CacheKey key(String name) {
    return new CacheKey("acme", "test", name);
  }
}
