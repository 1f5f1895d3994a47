package io.blatam.kvcache.shard;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks into a segment of this node, for people: figures, entries, another policy. Thread-safe: it
 * is the segment's writer while it works, see {@link SegmentCell}.
 */
public final class SegmentInspector {

  private final int number;
  private final SegmentCell cell;
  private final CacheSegment segment;
  private final SegmentAnalytics analytics;
  private final Function<EntryFilter, CompletionStage<Void>> cleared;
  private final BooleanSupplier open;
  private final long maxBytes;
  private PolicyName policy;

  /**
   * @param cleared told, by the writer, what is about to be cleared; completes when nobody reads it
   *     any more, elsewhere either
   * @param open asked by the writer: whether what the segment held elsewhere has been taken in
   */
  SegmentInspector(
      int number,
      SegmentCell cell,
      CacheSegment segment,
      SegmentAnalytics analytics,
      Function<EntryFilter, CompletionStage<Void>> cleared,
      BooleanSupplier open,
      long maxBytes,
      PolicyName policy) {
    this.number = number;
    this.cell = cell;
    this.segment = segment;
    this.analytics = analytics;
    this.cleared = cleared;
    this.open = open;
    this.maxBytes = maxBytes;
    this.policy = policy;
  }

  public int number() {
    return number;
  }

  /** Whether it is here with what it holds; until then its contents are on their way. */
  public boolean open() {
    return cell.exclusively(open::getAsBoolean);
  }

  public Tally tally() {
    return cell.exclusively(segment::tally);
  }

  public List<GroupFigures> figures() {
    return cell.exclusively(analytics::figures);
  }

  public AccessProfile profile(Optional<String> tenant, Optional<String> namespace, int hottest) {
    return cell.exclusively(() -> analytics.profile(tenant, namespace, hottest));
  }

  public PolicyName policy() {
    return cell.exclusively(() -> policy);
  }

  /** Everything that is cached stays. */
  void policy(PolicyName next) {
    cell.exclusively(
        () -> {
          if (next != policy) {
            segment.policy(next.create(maxBytes));
            policy = next;
          }
          return policy;
        });
  }

  /**
   * The first {@code limit} entries of all tiers, in their order, that come after {@code after}.
   */
  public List<EntryLine> entries(
      EntryFilter filter, Optional<EntryLine> after, int limit, long now) {
    PriorityQueue<EntryLine> first = new PriorityQueue<>(EntryLine.ORDER.reversed());
    Consumer<EntryLine> look =
        line -> {
          boolean wanted =
              filter.matches(line.key())
                  && (after.isEmpty() || EntryLine.ORDER.compare(line, after.get()) > 0);
          if (wanted) {
            first.add(line);
          }
          if (first.size() > limit) {
            first.poll();
          }
        };
    return cell.exclusively(
        () -> {
          segment.listing().forEach(now, entry -> look.accept(EntryLine.of(number, entry)));
          segment.listing().forEachBelow(now, entry -> look.accept(EntryLine.of(number, entry)));
          return first.stream().sorted(EntryLine.ORDER).toList();
        });
  }

  /**
   * @param entries how many there were
   * @param everywhere completes when no copy of them is read any more
   */
  public record Cleared(long entries, CompletionStage<Void> everywhere) {}

  /** Removes what fits; loads under way for such keys are delivered, but not stored. */
  public Cleared clear(EntryFilter filter, long now) {
    return cell.exclusively(
        () -> {
          List<CacheKey> keys = new ArrayList<>();
          segment
              .listing()
              .forEachLiveKey(
                  now,
                  key -> {
                    if (filter.matches(key)) {
                      keys.add(key);
                    }
                  });
          CompletionStage<Void> everywhere = cleared.apply(filter);
          keys.forEach(segment::remove);
          return new Cleared(keys.size(), everywhere);
        });
  }
}
