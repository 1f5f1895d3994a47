package io.blatam.kvcache.handover;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.Lifetime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeparturesTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.parseString("akka.actor.provider = local"));

  private final TestProbe<Delivery> claimant = KIT.createTestProbe();
  private final TestProbe<Integer> woken = KIT.createTestProbe();
  private final AtomicBoolean takers = new AtomicBoolean(true);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void claim_nothingKept_saysSo() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 1_000_000);
    departures.tell(new Departures.Claim(7, claimant.getRef()));

    Delivery delivery = claimant.receiveMessage();
    assertThat(delivery.last()).isTrue();
    assertThat(delivery.parcels()).isEmpty();
  }

  @Test
  void claim_again_givesWhatComesNext() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 1_000_000);
    departures.tell(new Departures.Keep(7, entries(5, 1_500)));
    int received = 0;
    Delivery delivery;
    do {
      departures.tell(new Departures.Claim(7, claimant.getRef()));
      delivery = claimant.receiveMessage();
      received += delivery.parcels().size();
    } while (!delivery.last());

    assertThat(received).isEqualTo(5);
  }

  @Test
  void claim_bySomebodyElseMeanwhile_contentsMayBeOutOfDate_nobodyGetsThem() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 1_000_000);
    departures.tell(new Departures.Keep(7, entries(5, 1_500)));
    departures.tell(new Departures.Claim(7, claimant.getRef()));
    assertThat(claimant.receiveMessage().last()).isFalse();

    TestProbe<Delivery> second = KIT.createTestProbe();
    departures.tell(new Departures.Claim(7, second.getRef()));
    assertThat(second.receiveMessage().parcels()).isEmpty();
    departures.tell(new Departures.Claim(7, claimant.getRef()));
    assertThat(claimant.receiveMessage().parcels()).isEmpty();
  }

  @Test
  void keep_moreThanFits_theColdestIsDropped() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 4_000);
    departures.tell(new Departures.Keep(7, entries(5, 1_000)));
    departures.tell(new Departures.Claim(7, claimant.getRef()));
    Delivery first = claimant.receiveMessage();

    assertThat(first.parcels().get(0).key().key()).isEqualTo("key-0");
    departures.tell(new Departures.Claim(7, claimant.getRef()));
    assertThat(claimant.receiveMessage().last()).isTrue();
  }

  @Test
  void empty_waitsUntilEverythingIsFetched() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 1_000_000);
    TestProbe<Done> empty = KIT.createTestProbe();
    departures.tell(new Departures.Keep(7, entries(1, 10)));
    departures.tell(new Departures.Empty(empty.getRef()));
    empty.expectNoMessage(Duration.ofMillis(300));

    departures.tell(new Departures.Claim(7, claimant.getRef()));
    empty.receiveMessage();
  }

  @Test
  void empty_nobodyFetches_endsWithTheTimeThatThingsAreKept() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMillis(100), 1_000_000);
    TestProbe<Done> empty = KIT.createTestProbe();
    departures.tell(new Departures.Keep(7, entries(1, 10)));
    departures.tell(new Departures.Empty(empty.getRef()));

    empty.receiveMessage();
  }

  @Test
  void empty_noNodeIsLeft_doesNotWait() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 1_000_000);
    TestProbe<Done> empty = KIT.createTestProbe();
    departures.tell(new Departures.Keep(7, entries(1, 10)));
    takers.set(false);
    departures.tell(new Departures.Empty(empty.getRef()));

    empty.receiveMessage();
  }

  @Test
  void settle_wakesTheSegment_unlessThisNodeLeavesToo() {
    ActorRef<Departures.Command> departures = departures(Duration.ofMinutes(1), 1_000_000);
    departures.tell(new Departures.Settle(3));
    assertThat(woken.receiveMessage()).isEqualTo(3);

    departures.tell(Departures.Leaving.INSTANCE);
    departures.tell(new Departures.Settle(4));
    woken.expectNoMessage(Duration.ofMillis(100));
  }

  private ActorRef<Departures.Command> departures(Duration keep, long maxBytes) {
    Duration shorter = Duration.ofMillis(50);
    HandOverSettings settings =
        new HandOverSettings(
            true, shorter, shorter, keep, maxBytes, shorter, Duration.ofSeconds(1), 0.5, 4_000);
    return KIT.spawn(
        Departures.create(settings, Clock.systemUTC(), woken.getRef()::tell, takers::get));
  }

  private static List<CacheEntry> entries(int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                CacheEntry.of(
                    new CacheKey("acme", "test", "key-" + i),
                    new byte[size],
                    false,
                    1,
                    Lifetime.until(Long.MAX_VALUE)))
        .toList();
  }
}
