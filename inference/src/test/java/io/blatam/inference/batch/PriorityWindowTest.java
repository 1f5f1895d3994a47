package io.blatam.inference.batch;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.japi.Pair;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is given to the stage before it is asked is in it when it is asked: no race with a batch.
 */
class PriorityWindowTest {

  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void elements_gatheredWhileNobodyAsks_goMostUrgentFirst() {
    var ends = window(2, Duration.ZERO);
    for (int priority : List.of(5, 4, 3, 2, 1)) {
      ends.first().sendNext(priority);
    }

    ends.second().request(3);

    ends.second().expectNext(List.of(1, 2), List.of(3, 4), List.of(5));
  }

  @Test
  void elements_fewerThanABatch_waitForTheWindow_andGoWhenNothingMoreCanCome() {
    var ends = window(3, Duration.ofMinutes(1));
    ends.second().request(2);
    ends.first().sendNext(2).sendNext(1);
    ends.second().expectNoMessage(Duration.ofMillis(50));

    ends.first().sendComplete();

    ends.second().expectNext(List.of(1, 2)).expectComplete();
  }

  private static Pair<TestPublisher.Probe<Integer>, TestSubscriber.Probe<List<Integer>>> window(
      int most, Duration window) {
    var classic = Adapter.toClassic(kit.system());
    return TestSource.<Integer>probe(classic)
        .via(
            new PriorityWindow<>(
                most, window, 100, Duration.ofMinutes(1), Integer::intValue, number -> true))
        .toMat(TestSink.<List<Integer>>probe(classic), Keep.both())
        .run(kit.system());
  }
}
