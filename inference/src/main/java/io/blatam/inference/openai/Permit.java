package io.blatam.inference.openai;

import akka.actor.typed.ActorRef;
import io.blatam.inference.api.Usage;
import io.blatam.inference.spend.Spending;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to ask an endpoint once. Must be closed, whatever comes of it; closing it again has no
 * effect. Thread-safe.
 */
final class Permit {

  private final Upstream upstream;
  private final Wanted wanted;
  private final Circuit.Attempt attempt;
  private final Spending.Reservation reservation;
  private final ActorRef<Dispatch.Command> dispatch;
  private final AtomicBoolean open = new AtomicBoolean(true);

  Permit(
      Upstream upstream,
      Wanted wanted,
      Circuit.Attempt attempt,
      Spending.Reservation reservation,
      ActorRef<Dispatch.Command> dispatch) {
    this.upstream = upstream;
    this.wanted = wanted;
    this.attempt = attempt;
    this.reservation = reservation;
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
   * @return what it cost, in millionths of the currency; empty when it was closed before
   */
  OptionalLong close(Optional<Usage> usage) {
    if (!open.compareAndSet(true, false)) {
      return OptionalLong.empty();
    }
    attempt.fine();
    int used = usage.map(Usage::totalTokens).orElse(0);
    int tokensMore = used - wanted.estimate().totalTokens();
    dispatch.tell(new Dispatch.Finished(upstream, wanted.request(), tokensMore));
    return OptionalLong.of(reservation.settle(usage));
  }
}
