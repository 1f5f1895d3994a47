package io.blatam.inference.spend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.Done;
import com.typesafe.config.ConfigFactory;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.Usage;
import io.blatam.inference.settings.EndpointSettings;
import io.blatam.inference.settings.InferenceSettings;
import io.blatam.inference.settings.OpenAiSettings;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.database.DatabaseUnavailableException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SpendingTest {

  /** Costs 1 at the endpoint of these tests. */
  private static final Usage ONE = new Usage(0, 1_000_000, false);

  private final SettableClock clock = SettableClock.at("2026-11-30T20:00:00Z");

  @Test
  void reserve_moreThanTheTenantsDay_isRefusedUntilTomorrow() throws Exception {
    OpenAiSettings settings = settings("tenant-day = 2.5");
    Spending spending = spending(SpendStore.forgetful(), settings);
    spend(spending, settings, "acme");
    spend(spending, settings, "acme");

    GenerationException refusal = refusal(spending, settings, "acme");

    assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refusal).hasMessageContaining("your organisation").hasMessageContaining("today");
    assertThat(refusal.retryAfter()).hasValue(Duration.ofHours(4));
    spend(spending, settings, "globex");
    clock.pass(Duration.ofHours(5));
    spend(spending, settings, "acme");
  }

  @Test
  void reserve_dayBeginsWhereTheOperatorIs() throws Exception {
    // 15:00 in Bogotá.
    OpenAiSettings settings = settings("day = 1, time-zone = \"America/Bogota\"");
    Spending spending = spending(SpendStore.forgetful(), settings);
    spend(spending, settings, "acme");

    assertThat(refusal(spending, settings, "acme").retryAfter()).hasValue(Duration.ofHours(9));
  }

  @Test
  void reserve_moreThanEverybodysMonth_isRefusedUntilTheFirst() throws Exception {
    OpenAiSettings settings = settings("month = 1");
    Spending spending = spending(SpendStore.forgetful(), settings);
    spend(spending, settings, "acme");

    GenerationException refusal = refusal(spending, settings, "globex");

    assertThat(refusal).hasMessageContaining("installation").hasMessageContaining("this month");
    assertThat(refusal.retryAfter()).hasValue(Duration.ofHours(4));
    clock.pass(Duration.ofHours(4));
    spend(spending, settings, "globex");
    assertThat(refusal(spending, settings, "acme").retryAfter()).hasValue(Duration.ofDays(31));
  }

  @Test
  void reserve_whatIsUnderWay_countsUntilItIsSettled() throws Exception {
    OpenAiSettings settings = settings("day = 1");
    Spending spending = spending(SpendStore.forgetful(), settings);
    spending.ready().toCompletableFuture().get(5, SECONDS);
    Spending.Reservation underWay = spending.reserve("acme", endpoint(settings), ONE);

    refusal(spending, settings, "acme");
    assertThat(underWay.settle(Optional.empty())).isZero();

    spend(spending, settings, "acme");
  }

  @Test
  void reserve_afterRestartAndOnAnotherNode_whatWasSpentStands() throws Exception {
    OpenAiSettings settings = settings("day = 2");
    SpendStore store = SpendStore.forgetful();
    Spending first = spending(store, settings);
    Spending second = spending(store, settings);
    spend(first, settings, "acme");
    first.written().toCompletableFuture().get(5, SECONDS);
    spend(second, settings, "acme");
    second.written().toCompletableFuture().get(5, SECONDS);

    clock.pass(Spending.FRESH);
    refusal(first, settings, "acme");
    refusal(spending(store, settings), settings, "acme");
  }

  @Test
  void settle_databaseAway_isWrittenWhenItIsBack() throws Exception {
    OpenAiSettings settings = settings("day = 10");
    SpendStore kept = SpendStore.forgetful();
    AtomicBoolean away = new AtomicBoolean();
    Spending spending = spending(sometimesAway(kept, away), settings);
    spending.ready().toCompletableFuture().get(5, SECONDS);
    away.set(true);
    spend(spending, settings, "acme");
    spend(spending, settings, "acme");
    assertThat(kept.sums(today()).toCompletableFuture().get(5, SECONDS)).isEmpty();

    away.set(false);
    spending.written().toCompletableFuture().get(5, SECONDS);

    assertThat(kept.sums(today()).toCompletableFuture().get(5, SECONDS))
        .containsExactly(new SpendStore.Row("acme", "main", 2_000_000, 2_000_000));
  }

  @Test
  void ready_databaseNeverAnswered_isUnavailable() {
    OpenAiSettings settings = settings("day = 10");
    Spending spending =
        spending(sometimesAway(SpendStore.forgetful(), new AtomicBoolean(true)), settings);

    assertThatThrownBy(() -> spending.ready().toCompletableFuture().get(5, SECONDS))
        .hasCauseInstanceOf(GenerationException.class)
        .hasMessageContaining("not known");
  }

  @Test
  void reserve_endpointThatCostsNothing_isNeverRefused() throws Exception {
    OpenAiSettings priced = settings("day = 1");
    Spending spending = spending(SpendStore.forgetful(), priced);
    spend(spending, priced, "acme");
    EndpointSettings free =
        settings("day = 1 }, price-per-million-out = 0, waiting {").endpoints().get(0);

    assertThatCode(() -> spending.reserve("acme", free, ONE)).doesNotThrowAnyException();
  }

  private void spend(Spending spending, OpenAiSettings settings, String tenant) throws Exception {
    spending.ready().toCompletableFuture().get(5, SECONDS);
    assertThat(spending.reserve(tenant, endpoint(settings), ONE).settle(Optional.of(ONE)))
        .isEqualTo(1_000_000);
  }

  private static GenerationException refusal(
      Spending spending, OpenAiSettings settings, String tenant) throws Exception {
    spending.ready().toCompletableFuture().get(5, SECONDS);
    return catchThrowableOfType(
        GenerationException.class, () -> spending.reserve(tenant, endpoint(settings), ONE));
  }

  private Spending spending(SpendStore store, OpenAiSettings settings) {
    return new Spending(store, settings.budget(), clock, Runnable::run);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static EndpointSettings endpoint(OpenAiSettings settings) {
    return settings.endpoints().get(0);
  }

  private static OpenAiSettings settings(String budget) {
    return InferenceSettings.from(
            Bootstrap.configuration(
                ConfigFactory.parseString(
                    """
                    blatam.inference.openai {
                      base-url = "http://localhost/v1", model = "stub", price-per-million-out = 1
                      budget { %s }
                    }
                    """
                        .formatted(budget))))
        .openai()
        .orElseThrow();
  }

  private static SpendStore sometimesAway(SpendStore store, AtomicBoolean away) {
    return new SpendStore() {
      @Override
      public CompletionStage<Done> add(Spent spent) {
        return away.get() ? CompletableFuture.failedStage(gone()) : store.add(spent);
      }

      @Override
      public CompletionStage<List<Row>> sums(LocalDate day) {
        return away.get() ? CompletableFuture.failedStage(gone()) : store.sums(day);
      }

      private RuntimeException gone() {
        return new DatabaseUnavailableException("away", new IllegalStateException());
      }
    };
  }
}
