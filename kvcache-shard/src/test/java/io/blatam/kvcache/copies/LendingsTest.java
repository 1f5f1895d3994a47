package io.blatam.kvcache.copies;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.copies.Lendings.Loan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases of 1,000 ms after three gets; an owner waits 1,250. */
class LendingsTest {

  static final CopySettings SETTINGS =
      CopySettings.from(
          ConfigFactory.parseString(
                  """
                  akka.actor.provider = cluster
                  blatam.kvcache.copies { enabled = on, after-gets = 3, lease = 1 s, max-bytes = 10 KiB }
                  """)
              .withFallback(ConfigFactory.load()));

  private static final CacheKey KEY = new CacheKey("acme", "hot", "key");
  private static final CacheKey OTHER = new CacheKey("acme", "hot", "other");
  private static final long OPEN = 1_250;

  private final Lendings<String> lendings = new Lendings<>(SETTINGS, 77, 0);

  @Test
  void asked_oftenWithinALease_isLent() {
    assertThat(lendings.asked(KEY, "a", OPEN)).isFalse();
    assertThat(lendings.asked(KEY, "a", OPEN)).isFalse();
    assertThat(lendings.asked(KEY, "b", OPEN)).isFalse();
    assertThat(lendings.asked(KEY, "a", OPEN)).isTrue();
  }

  @Test
  void asked_seldom_isNotLent() {
    for (int i = 0; i < 20; i++) {
      assertThat(lendings.asked(KEY, "a", OPEN + i * 600L)).isFalse();
    }
  }

  @Test
  void asked_changedInBetween_countsAnew() {
    lendings.asked(KEY, "a", OPEN);
    lendings.asked(KEY, "a", OPEN);
    lendings.recall(KEY);

    assertThat(lendings.asked(KEY, "a", OPEN)).isFalse();
  }

  @Test
  void recall_tellsEachHolderOnce_andHoldsUntilAllHaveReturned() {
    Loan<String> a = lendings.lend(KEY, "a", OPEN);
    Loan<String> b = lendings.lend(KEY, "b", OPEN);

    assertThat(lendings.recall(KEY)).containsExactlyInAnyOrder(a, b);
    assertThat(lendings.recall(KEY)).isEmpty();
    lendings.returned(KEY, "a", a.number());
    assertThat(lendings.lent(KEY, OPEN)).isTrue();
    lendings.returned(KEY, "b", b.number());
    assertThat(lendings.lent(KEY, OPEN)).isFalse();
  }

  @Test
  void returned_ofAnEarlierLoan_endsNotTheLaterOne() {
    Loan<String> earlier = lendings.lend(KEY, "a", OPEN);
    lendings.end(OPEN + 1_250);
    lendings.lend(KEY, "a", OPEN + 1_250);

    lendings.returned(KEY, "a", earlier.number());

    assertThat(lendings.lent(KEY, OPEN + 1_250)).isTrue();
  }

  @Test
  void holderIsSilent_theOwnerWaitsAQuarterLongerThanTheLease() {
    lendings.lend(KEY, "a", OPEN);

    lendings.end(OPEN + 1_249);
    assertThat(lendings.lent(KEY, OPEN + 1_249)).isTrue();
    assertThat(lendings.nextEnd(OPEN + 1_249)).hasValue(OPEN + 1_250);
    lendings.end(OPEN + 1_250);
    assertThat(lendings.lent(KEY, OPEN + 1_250)).isFalse();
  }

  /** The last owner may have been killed, and what it had lent is not known. */
  @Test
  void segmentHasJustComeUp_everythingMayBeLent() {
    assertThat(lendings.lent(OTHER, 1_249)).isTrue();
    assertThat(lendings.lent(OTHER, OPEN)).isFalse();
  }

  @Test
  void recall_ofANamespace_leavesOthers() {
    Loan<String> loan = lendings.lend(KEY, "a", OPEN);
    CacheKey elsewhere = new CacheKey("acme", "cold", "key");
    lendings.lend(elsewhere, "a", OPEN);

    List<Loan<String>> told = lendings.recall(key -> key.namespace().equals("hot"));

    assertThat(told).containsExactly(loan);
  }
}
