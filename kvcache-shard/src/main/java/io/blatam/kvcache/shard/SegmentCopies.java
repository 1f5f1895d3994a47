package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.copies.CopySettings;
import io.blatam.kvcache.copies.Lendings;
import io.blatam.kvcache.copies.Lendings.Loan;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An owner's side of copies: lends what is asked for often, and holds up who would change it until
 * nobody reads a copy any more. What comes after a change of the same key waits behind it, reads as
 * well, so for everybody the change happens at one moment. Belongs to the segment's one writer.
 *
 * <p>Times are milliseconds of a clock that only goes on, unless said otherwise.
 */
final class SegmentCopies {

  /** Does an operation that was held up, and gives its answer to whoever waits for it. */
  @FunctionalInterface
  interface Performer {
    void perform(Operation operation, ActorRef<Answers> client, Consumer<Answer> reply);
  }

  private record Held(
      Operation operation, Reach reach, ActorRef<Answers> client, Consumer<Answer> reply) {}

  /** Somebody waits until no copy of what he has cleared is read any more. */
  private record Clearing(EntryFilter filter, CompletableFuture<Void> over) {}

  private final CopySettings settings;
  private final Lendings<ActorRef<Answers>> lendings;
  private final CacheSegment segment;
  private final int segmentNumber;
  private final int maxMessageBytes;
  private final Performer performer;
  private List<Held> held = new ArrayList<>();
  private Reaches heldReaches = new Reaches();
  private final List<Clearing> clearings = new ArrayList<>();

  /** Told after what is in the same batch, which may be the very loans that are recalled. */
  private final List<Loan<ActorRef<Answers>>> untold = new ArrayList<>();

  SegmentCopies(
      CopySettings settings,
      Lendings<ActorRef<Answers>> lendings,
      CacheSegment segment,
      int segmentNumber,
      int maxMessageBytes,
      Performer performer) {
    this.settings = settings;
    this.lendings = lendings;
    this.segment = segment;
    this.segmentNumber = segmentNumber;
    this.maxMessageBytes = maxMessageBytes;
    this.performer = performer;
  }

  /** Whether the namespace's calls may have to wait, so that nobody may borrow the segment. */
  boolean concerns(String namespace) {
    return settings.enabled(namespace);
  }

  /**
   * Takes on what can not be done now.
   *
   * @param reply given the answer later
   * @return false if it is to be done at once
   */
  boolean holds(
      Operation operation, ActorRef<Answers> client, Consumer<Answer> reply, long monotonic) {
    if (!settings.anywhere()) {
      return false;
    }
    Optional<Reach> reach = Reach.of(operation).filter(each -> concerns(each.namespace()));
    if (reach.isEmpty() || !waits(reach.get(), heldReaches, monotonic)) {
      return false;
    }
    held.add(new Held(operation, reach.get(), client, reply));
    heldReaches.add(reach.get());
    return true;
  }

  private boolean waits(Reach reach, Reaches before, long monotonic) {
    if (before.meet(reach)) {
      return true;
    }
    if (!reach.changes()) {
      return false;
    }
    untold.addAll(
        reach.key().map(lendings::recall).orElseGet(() -> lendings.recall(reach::covers)));
    return reach
        .key()
        .map(key -> lendings.lent(key, monotonic))
        .orElseGet(() -> lendings.lent(reach::covers, monotonic));
  }

  /**
   * The answer as it is, or with a loan.
   *
   * @param wall milliseconds since the epoch
   */
  Answer lent(
      Operation operation, ActorRef<Answers> client, Answer answer, long wall, long monotonic) {
    if (!settings.anywhere() || !held.isEmpty() || client.path().address().hasLocalScope()) {
      return answer;
    }
    Optional<Reach> reach =
        Reach.of(operation).filter(each -> !each.changes() && concerns(each.namespace()));
    boolean value =
        answer instanceof Answer.Found found
            ? !found.absent()
            : answer instanceof Answer.Updated updated
                && operation instanceof Operation.Update update
                && update.edit() instanceof Edit.Read
                && updated.effect().found();
    if (reach.isEmpty() || !value) {
      return answer;
    }
    return reach
        .get()
        .key()
        .filter(key -> lendings.asked(key, client, monotonic))
        .flatMap(key -> segment.inMemory(key, wall))
        .<Answer>map(entry -> lend(entry, (Answer.Single) answer, client, wall, monotonic))
        .filter(loan -> loan.bytes() <= maxMessageBytes)
        .orElse(answer);
  }

  private Answer.Lent lend(
      CacheEntry entry, Answer.Single answer, ActorRef<Answers> client, long wall, long monotonic) {
    long fresh = entry.lifetime().freshUntil() - wall;
    Loan<ActorRef<Answers>> loan = lendings.lend(entry.key(), client, monotonic);
    return new Answer.Lent(
        answer, entry.key(), entry.cost(), loan.number(), Math.min(lendings.lease(), fresh));
  }

  /** A holder does not read its copy any more, which has answered so many lookups. */
  void returned(Operation.Return back, ActorRef<Answers> client, long wall, long monotonic) {
    lendings.returned(back.key(), client, back.number());
    if (back.hits() > 0) {
      segment.hitElsewhere(back.key(), back.hits(), wall);
    }
    goOn(monotonic);
  }

  /**
   * Entries are cleared, at once: completes when nobody reads a copy of them any more. The copies
   * are recalled at once as well.
   */
  CompletionStage<Void> cleared(EntryFilter filter, long monotonic) {
    untold.addAll(lendings.recall(filter::matches));
    if (!settings.anywhere() || !lendings.lent(filter::matches, monotonic)) {
      return CompletableFuture.completedFuture(null);
    }
    Clearing clearing = new Clearing(filter, new CompletableFuture<>());
    clearings.add(clearing);
    return clearing.over();
  }

  /** Ends loans that have run out, and does what need not wait any more. */
  void tick(long monotonic) {
    lendings.end(monotonic);
    goOn(monotonic);
  }

  /** When {@link #tick} is to be called; empty where nobody waits. */
  OptionalLong wakeAt(long monotonic) {
    return held.isEmpty() && clearings.isEmpty()
        ? OptionalLong.empty()
        : lendings.nextEnd(monotonic);
  }

  private void goOn(long monotonic) {
    clearings.removeIf(
        clearing -> {
          boolean over = !lendings.lent(clearing.filter()::matches, monotonic);
          if (over) {
            clearing.over().complete(null);
          }
          return over;
        });
    if (held.isEmpty()) {
      return;
    }
    List<Held> still = new ArrayList<>();
    Reaches stillReaches = new Reaches();
    for (Held next : held) {
      if (waits(next.reach(), stillReaches, monotonic)) {
        still.add(next);
        stillReaches.add(next.reach());
      } else {
        performer.perform(next.operation(), next.client(), next.reply());
      }
    }
    held = still;
    heldReaches = stillReaches;
  }

  /** Sends what has been recalled since last time; after the answers of the same batch. */
  void tell() {
    for (Loan<ActorRef<Answers>> loan : untold) {
      Answer recall = new Answer.Recall(loan.key(), loan.number());
      loan.holder().tell(new Answers(segmentNumber, Answers.NO_BATCH, List.of(recall)));
    }
    untold.clear();
  }

  /**
   * The segment goes. Its next owner changes nothing as long as copies of this one may be read, so
   * nobody is waited for; what was to change is refused.
   */
  void depart() {
    untold.addAll(lendings.recall(key -> true));
    tell();
    for (Held each : held) {
      each.reply()
          .accept(
              new Answer.Refused(
                  each.operation().id(),
                  KvCacheException.Reason.UNAVAILABLE,
                  "the segment moves to another node; try again"));
    }
    held = new ArrayList<>();
    heldReaches = new Reaches();
    Executor later =
        CompletableFuture.delayedExecutor(settings.ownersLease().toMillis(), TimeUnit.MILLISECONDS);
    clearings.forEach(clearing -> clearing.over().completeAsync(() -> null, later));
    clearings.clear();
  }
}
