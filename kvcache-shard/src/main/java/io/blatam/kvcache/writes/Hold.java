package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One segment's part in a step over several, which writes keys of which none is there. Their turns
 * come, and then stay with the step until {@link NamespaceWriter#release} or for a lease: whoever
 * leads the step saves the writes of all its segments at once. Belongs to the segment's one writer.
 */
public final class Hold extends Group {

  /** How a step ended, as far as its leader knows. */
  public enum End {
    /** Nothing was saved, nor is going to be. */
    NOTHING,
    SAVED,
    /** It may be saved, or may be later. */
    UNKNOWN
  }

  /** Told once, by one of these; and of the end of what was kept. */
  public interface Answer {

    /**
     * None of the keys is there, and until the step ends nobody writes one.
     *
     * @param version that of the writes
     */
    void kept(Version version);

    /** One of the keys is there: this part of the step is over. */
    void taken();

    void refused(KvCacheException why);

    /** What was kept is not any more, and may have changed. */
    void over();
  }

  private record Kept(Version version, long since) {}

  private final String step;
  private final List<CacheKey> keys;
  private final Answer answer;
  private Optional<Kept> kept = Optional.empty();
  private boolean refused;
  private boolean withdrawing;

  /**
   * @param step a name that no other step has
   * @param keys at least one, each once
   */
  public Hold(String step, Collection<CacheKey> keys, Answer answer) {
    super(keys.size());
    this.step = step;
    this.keys = List.copyOf(keys);
    this.answer = answer;
  }

  String step() {
    return step;
  }

  List<Work> works() {
    return keys.stream().<Work>map(KeptTurn::new).toList();
  }

  void keep(Version version, long now) {
    kept = Optional.of(new Kept(version, now));
    answer.kept(version);
  }

  void taken() {
    answer.taken();
  }

  void over() {
    answer.over();
  }

  /** Whether it has the keys' turns. */
  boolean isKept() {
    return kept.isPresent();
  }

  /** Only where it is kept. */
  Version version() {
    return kept.orElseThrow().version();
  }

  /** When its lease ends, in milliseconds since the epoch; only where it is kept. */
  long leaseEnd(long lease) {
    return kept.orElseThrow().since() + lease;
  }

  /** Whether it has had its time; a clock that goes back ends it as well. */
  boolean leaseIsOver(long lease, long now) {
    return kept.filter(it -> now < it.since() || now - it.since() >= lease).isPresent();
  }

  /** Nobody knows how the step ended, so the store has to be told that it is over. */
  void withdraw() {
    withdrawing = true;
  }

  boolean withdrawing() {
    return withdrawing;
  }

  void refuse(KvCacheException why) {
    if (!refused) {
      refused = true;
      answer.refused(why);
    }
  }

  boolean isRefused() {
    return refused;
  }

  /** Waits for the key's turn, and has it. */
  private final class KeptTurn implements Work {

    private final CacheKey key;

    KeptTurn(CacheKey key) {
      this.key = key;
    }

    @Override
    public CacheKey key() {
      return key;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public boolean needsEntry() {
      return true;
    }

    /** Nothing that stays unsaved, so it need not wait for room. */
    @Override
    public boolean mayWrite() {
      return false;
    }

    @Override
    public Optional<Group> group() {
      return Optional.of(Hold.this);
    }

    /** Whoever leads the step does. */
    @Override
    public Optional<Change> decide(Optional<StoredValue> entry, long now) {
      return Optional.empty();
    }

    /** The answer was given when the turn had come. */
    @Override
    public void done(long now) {}

    @Override
    public void refused(KvCacheException why, long now) {
      refuse(why);
    }
  }
}
