package io.blatam.inference.openai;

import akka.actor.typed.ActorRef;
import io.blatam.inference.api.Usage;
import io.blatam.inference.spend.Spending;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to ask an endpoint once. Must be closed, whatever comes of it; closing it again has no
 * effect. Thread-safe.
 */
final class Permit {

  private final Upstream upstream;
  private final Circuit.Attempt attempt;
  private final Spending.Reservation reservation;
  private final int expectedTokens;
  private final ActorRef<Dispatch.Command> dispatch;
  private final AtomicBoolean open = new AtomicBoolean(true);

  Permit(
      Upstream upstream,
      Circuit.Attempt attempt,
      Spending.Reservation reservation,
      int expectedTokens,
      ActorRef<Dispatch.Command> dispatch) {
    this.upstream = upstream;
    this.attempt = attempt;
    this.reservation = reservation;
    this.expectedTokens = expectedTokens;
    this.dispatch = dispatch;
  }

  Upstream upstream() {
    return upstream;
  }

  Circuit.Attempt attempt() {
    return attempt;
  }

  /**
   * @param usage what was read and written; empty when there was no answer
   * @return what it cost, in millionths of the currency
   */
  long close(Optional<Usage> usage) {
    if (!open.compareAndSet(true, false)) {
      return 0;
    }
    attempt.fine();
    int used = usage.map(Usage::totalTokens).orElse(0);
    dispatch.tell(new Dispatch.Finished(upstream, used - expectedTokens));
    return reservation.settle(usage);
  }
}
