package io.blatam.kvcache.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.metrics.ClientMetrics;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Times out after 5 s; a get is asked again every second. */
class SimpleCallTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final CacheKey KEY = new CacheKey("acme", "test", "key");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private final CompletableFuture<Answer> future = new CompletableFuture<>();

  private final RecordingClient client = new RecordingClient();
  private final List<Operation> sent = client.sent;

  @Test
  void get_notAnswered_isAskedAgain() {
    Call call = call(id -> new Operation.Get(id, KEY));
    call.tick(client, SECOND / 2);
    assertThat(sent).hasSize(1);
    call.tick(client, SECOND + 1);
    call.tick(client, SECOND + 2);
    assertThat(sent).hasSize(2).allMatch(new Operation.Get(7, KEY)::equals);

    call.answered(new Answer.Missing(7), client, 2 * SECOND);
    assertThat(future).isCompletedWithValue(new Answer.Missing(7));
  }

  @Test
  void write_notAnswered_isNeverAskedAgain_andTimesOut() {
    Call call = call(id -> new Operation.Update(id, KEY, new Edit.Add(1)));
    call.tick(client, 3 * SECOND);
    assertThat(sent).hasSize(1);
    call.tick(client, 5 * SECOND + 1);
    assertThat(future).isCompletedExceptionally();
  }

  @Test
  void putOff_isAskedAgain_andHasItsWholeTimeAgain() {
    Call call = call(id -> new Operation.Get(id, KEY));
    call.answered(new Answer.Deferred(7), client, 4 * SECOND);
    assertThat(sent).hasSize(2);
    call.tick(client, 8 * SECOND);
    assertThat(future).isNotDone();
    call.tick(client, 9 * SECOND + 1);
    assertThat(future).isCompletedExceptionally();
  }

  private Call call(LongFunction<Operation> operation) {
    Call call =
        new SimpleCall<>(
            3,
            operation,
            answer -> answer,
            future,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Runnable::run,
            new ClientMetrics(OperationTimes.of(KIT.system()), segment -> true));
    call.start(7, client, 0);
    return call;
  }
}
