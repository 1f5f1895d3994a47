package io.blatam.kvcache.shard;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.writes.NamespaceWrites;
import io.blatam.platform.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** However many large values a batch asks for, its answer is bounded. */
class AnswersInTurnsTest {

  private static final int VALUE = 100_000;
  private static final int BOUND = 300_000;

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "turns",
          Bootstrap.configuration(
              ConfigFactory.parseString(
                  """
                  akka.actor.provider = local
                  akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                  blatam.kvcache.max-answer-bytes = %d
                  """
                      .formatted(BOUND))));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void manyLargeGets_someAreAnswered_theRestPutOff() {
    Segments segments =
        Segments.of(
            KIT.system(),
            KvCacheSettings.from(KIT.system().settings().config()),
            NamespaceWrites.from(KIT.system().settings().config()));
    TestProbe<Answers> asker = KIT.createTestProbe(Answers.class);
    List<Operation> puts = new ArrayList<>();
    List<Operation> gets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      CacheKey key = new CacheKey("acme", "test", "{one}/" + i);
      puts.add(new Operation.Put(i, key, new byte[VALUE], 60_000, 1));
      gets.add(new Operation.Get(100 + i, key));
    }
    int segment = new CacheKey("acme", "test", "one").segment(32);
    segments.tell(new SegmentCommand.Operations(segment, 1, puts, asker.getRef()));
    answered(asker, 1);

    segments.tell(new SegmentCommand.Operations(segment, 2, gets, asker.getRef()));
    List<Answer> answers = answered(asker, 2);

    assertThat(answers).hasSize(20);
    assertThat(answers).filteredOn(Answer.Found.class::isInstance).hasSize(3);
    assertThat(answers).filteredOn(Answer.Deferred.class::isInstance).hasSize(17);
  }

  private static List<Answer> answered(TestProbe<Answers> asker, long batch) {
    List<Answer> all = new ArrayList<>();
    Answers message;
    do {
      message = asker.receiveMessage();
      all.addAll(message.answers());
    } while (message.batch() != batch);
    return all;
  }
}
