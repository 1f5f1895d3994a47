package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import io.blatam.bul.queue.QueueCommand.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatheredTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Lane FINANCE = new Lane("finance", "openai");
  private static final Lane LEGAL = new Lane("legal", "openai");

  private final Gathered gathered = new Gathered();

  private static Entry entry(String job, long key, Lane lane) {
    return new Entry(job, key, 3, "quote", lane, NOON);
  }

  private static Window window(Entry... entries) {
    Window window = new Window(100);
    window.extend(List.of(entries), true);
    return window;
  }

  private static QueueCommand.Grant room(long number, Lane... lanes) {
    return new QueueCommand.Grant(
        number,
        TestInbox.<WorkerCommand>create().getRef(),
        "node",
        List.of(lanes),
        TestInbox.<DispatchCommand>create().getRef());
  }

  private static QueueState after(QueueState state, QueueEvent... events) {
    QueueState then = state;
    for (QueueEvent event : events) {
      then = then.after(event);
    }
    return then;
  }

  @Test
  void given_twoWorkersInOneWrite_noJobTwiceAndNumbersGoOn() {
    Window line = window(entry("a", 1, FINANCE), entry("b", 2, FINANCE), entry("c", 3, LEGAL));
    gathered.room(room(1, FINANCE));
    gathered.room(room(2, FINANCE, FINANCE, LEGAL));
    QueueState state = new QueueState(7, Map.of(), Map.of(), Optional.empty());

    List<Gathered.Given> given =
        gathered.given(state, new QueueChoice(state, line::stream, 100, NOON), NOON);

    assertThat(given.get(0).leases())
        .extracting(lease -> lease.entry().jobId())
        .containsExactly("a");
    assertThat(given.get(1).leases())
        .extracting(lease -> lease.entry().jobId())
        .containsExactly("b", "c");
    assertThat(given.stream().flatMap(each -> each.leases().stream()).map(Lease::number))
        .containsExactly(8L, 9L, 10L);
  }

  @Test
  void ends_ofALeaseThatIsOverAlready_changeNothing() {
    Lease lease = new Lease(3, entry("a", 1, FINANCE), "node", NOON);
    QueueState state = after(QueueState.EMPTY, new QueueEvent.Leased(List.of(lease)));
    gathered.over(new QueueCommand.Over("a", 2, Outcome.RETRY, NOON));
    gathered.over(new QueueCommand.Over("unknown", 1, Outcome.DONE, NOON));

    assertThat(gathered.ends(state)).isEmpty();
  }

  @Test
  void given_jobCancelledInTheSameWrite_isNotGivenOut() {
    Lease lease = new Lease(3, entry("a", 1, FINANCE), "node", NOON);
    QueueState state =
        after(
            QueueState.EMPTY,
            new QueueEvent.Leased(List.of(lease)),
            new QueueEvent.Returned(lease.entry(), NOON));
    gathered.over(new QueueCommand.Over("a", 3, Outcome.CANCELLED, NOON));
    gathered.room(room(1, FINANCE));

    List<QueueEvent> ends = gathered.ends(state);
    QueueState then = after(state, ends.toArray(QueueEvent[]::new));
    List<Gathered.Given> given =
        gathered.given(then, new QueueChoice(then, window()::stream, 100, NOON), NOON);

    assertThat(ends).containsExactly(new QueueEvent.Settled(List.of("a")));
    assertThat(given.get(0).leases()).isEmpty();
  }

  @Test
  void lanes_firstOnesAllOfOneLane_showThoseBehindToo() {
    Window line =
        window(
            Stream.concat(
                    Stream.iterate(0, number -> number + 1)
                        .limit(80)
                        .map(number -> entry("f" + number, number, FINANCE)),
                    Stream.of(entry("l", 90, LEGAL)))
                .toArray(Entry[]::new));

    List<Lane> lanes = new QueueChoice(QueueState.EMPTY, line::stream, 100, NOON).lanes(64, 8);

    assertThat(lanes).hasSize(65).startsWith(FINANCE).endsWith(LEGAL);
  }
}
