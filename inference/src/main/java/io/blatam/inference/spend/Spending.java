package io.blatam.inference.spend;

import akka.Done;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.Usage;
import io.blatam.inference.settings.BudgetSettings;
import io.blatam.inference.settings.EndpointSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what models cost against what they may cost. Before an endpoint is asked, the most that the
 * answer may cost is reserved; what it did cost is written to the store when it is there. Other
 * nodes' spending is seen {@link #FRESH} later at the latest, so a budget can be overdrawn by what
 * the other nodes are spending meanwhile, and by nothing else.
 *
 * <p>Thread-safe. Endpoints that cost nothing are never refused.
 */
public final class Spending {

  private static final Logger LOG = LoggerFactory.getLogger(Spending.class);

  /** How old what is known of other nodes' spending may be. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private final SpendStore store;
  private final BudgetSettings budget;
  private final Clock clock;
  private final Executor executor;
  private final Account account;

  /** What the store does not have yet, the oldest first. */
  private final Deque<Spent> unwritten = new ArrayDeque<>();

  private Optional<Instant> loadedAt = Optional.empty();
  private Optional<CompletableFuture<Done>> synchronizing = Optional.empty();

  public Spending(SpendStore store, BudgetSettings budget, Clock clock, Executor executor) {
    this.store = store;
    this.budget = budget;
    this.clock = clock.withZone(budget.zone());
    this.executor = executor;
    this.account = new Account(budget, LocalDate.now(this.clock));
  }

  /** Room for an answer's cost. Settled once; a second time has no effect. */
  public final class Reservation {

    private final String tenant;
    private final EndpointSettings endpoint;
    private final long micros;
    private boolean open = true;

    private Reservation(String tenant, EndpointSettings endpoint, long micros) {
      this.tenant = tenant;
      this.endpoint = endpoint;
      this.micros = micros;
    }

    /**
     * @param usage what was read and written; empty when nothing was
     * @return what it cost, in millionths of the currency
     */
    public long settle(Optional<Usage> usage) {
      long cost = usage.map(endpoint.prices()::micros).orElse(0L);
      synchronized (Spending.this) {
        if (!open) {
          return 0;
        }
        open = false;
        account.reserve(tenant, endpoint.name(), -micros);
        if (cost > 0) {
          Spent spent =
              new Spent(LocalDate.now(clock), tenant, endpoint.name(), cost, usage.orElseThrow());
          account.add(spent);
          unwritten.add(spent);
        }
      }
      if (cost > 0) {
        synchronize();
      }
      return cost;
    }
  }

  /**
   * Completes when enough is known to reserve; fails with UNAVAILABLE while the store never
   * answered, because money is not spent on a guess.
   */
  public CompletionStage<Done> ready() {
    synchronized (this) {
      boolean fresh =
          loadedAt.filter(at -> at.plus(FRESH).isAfter(clock.instant())).isPresent()
              && account.day().equals(LocalDate.now(clock));
      if (fresh) {
        return CompletableFuture.completedStage(Done.getInstance());
      }
    }
    return synchronize()
        .handleAsync(
            (done, failure) -> {
              if (failure != null && !known()) {
                throw new GenerationException(
                    Reason.UNAVAILABLE,
                    "what models have cost so far is not known while the database does not answer;"
                        + " try again shortly",
                    Optional.of(FRESH));
              }
              return Done.getInstance();
            },
            executor);
  }

  private synchronized boolean known() {
    return loadedAt.isPresent();
  }

  /**
   * Reserves what an answer may cost.
   *
   * @throws GenerationException (RATE_LIMITED) when that is more than is left
   */
  public synchronized Reservation reserve(
      String tenant, EndpointSettings endpoint, Usage estimate) {
    long micros = endpoint.prices().micros(estimate);
    if (micros > 0) {
      Optional<String> objection = account.objection(tenant, endpoint, micros);
      if (objection.isPresent()) {
        throw exhausted(objection.get());
      }
    }
    account.reserve(tenant, endpoint.name(), micros);
    return new Reservation(tenant, endpoint, micros);
  }

  private GenerationException exhausted(String whose) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    ZonedDateTime today = now.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime again =
        whose.endsWith("month") ? today.withDayOfMonth(1).plusMonths(1) : today.plusDays(1);
    return new GenerationException(
        Reason.RATE_LIMITED,
        whose + " is used up (blatam.inference.openai.budget); what is in the cache is still given",
        Optional.of(Duration.between(now, again)));
  }

  /** Writes what is unwritten, then reads all sums; one at a time. */
  private CompletionStage<Done> synchronize() {
    CompletableFuture<Done> turn;
    synchronized (this) {
      if (synchronizing.isPresent()) {
        return synchronizing.get();
      }
      turn = new CompletableFuture<>();
      synchronizing = Optional.of(turn);
    }
    write()
        .thenComposeAsync(written -> read(), executor)
        .whenCompleteAsync((done, failure) -> end(turn, failure), executor);
    return turn;
  }

  private CompletionStage<Done> write() {
    Optional<Spent> next;
    synchronized (this) {
      next = Optional.ofNullable(unwritten.peek());
    }
    return next.map(
            spent ->
                store
                    .add(spent)
                    .thenComposeAsync(
                        added -> {
                          synchronized (this) {
                            unwritten.poll();
                          }
                          return write();
                        },
                        executor))
        .orElseGet(() -> CompletableFuture.completedStage(Done.getInstance()));
  }

  private CompletionStage<Done> read() {
    LocalDate day = LocalDate.now(clock);
    return store
        .sums(day)
        .thenApplyAsync(
            rows -> {
              synchronized (this) {
                account.load(day, rows);
                List<Spent> since = new ArrayList<>(unwritten);
                since.forEach(account::add);
                loadedAt = Optional.of(clock.instant());
              }
              return Done.getInstance();
            },
            executor);
  }

  private void end(CompletableFuture<Done> turn, Throwable failure) {
    boolean more;
    synchronized (this) {
      synchronizing = Optional.empty();
      more = failure == null && !unwritten.isEmpty();
    }
    if (failure != null) {
      LOG.warn("what models cost is not written down yet: {}", failure.getMessage());
      turn.completeExceptionally(failure);
    } else {
      turn.complete(Done.getInstance());
    }
    if (more) {
      synchronize();
    }
  }

  /** For tests and the end of the process: completes when the store has all that was settled. */
  public CompletionStage<Done> written() {
    return synchronize();
  }
}
