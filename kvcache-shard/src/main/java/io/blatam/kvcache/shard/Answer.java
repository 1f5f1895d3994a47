package io.blatam.kvcache.shard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.Pinning;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.store.Version;
import java.util.List;
import java.util.stream.Stream;

/** What a segment answers to an {@link Operation} with the same {@code id}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "a")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Answer.Found.class, name = "f"),
  @JsonSubTypes.Type(value = Answer.Missing.class, name = "m"),
  @JsonSubTypes.Type(value = Answer.Done.class, name = "d"),
  @JsonSubTypes.Type(value = Answer.Granted.class, name = "g"),
  @JsonSubTypes.Type(value = Answer.Parked.class, name = "p"),
  @JsonSubTypes.Type(value = Answer.Full.class, name = "x"),
  @JsonSubTypes.Type(value = Answer.Landed.class, name = "l"),
  @JsonSubTypes.Type(value = Answer.Description.class, name = "s"),
  @JsonSubTypes.Type(value = Answer.Updated.class, name = "u"),
  @JsonSubTypes.Type(value = Answer.Surveyed.class, name = "v"),
  @JsonSubTypes.Type(value = Answer.TooLarge.class, name = "t"),
  @JsonSubTypes.Type(value = Answer.Stale.class, name = "o"),
  @JsonSubTypes.Type(value = Answer.Pinned.class, name = "n"),
  @JsonSubTypes.Type(value = Answer.Refused.class, name = "r"),
  @JsonSubTypes.Type(value = Answer.Lent.class, name = "b"),
  @JsonSubTypes.Type(value = Answer.Recall.class, name = "c"),
  @JsonSubTypes.Type(value = Answer.Deferred.class, name = "e"),
  @JsonSubTypes.Type(value = Answer.Held.class, name = "h"),
  @JsonSubTypes.Type(value = Answer.Undelivered.class, name = "z")
})
public sealed interface Answer {

  int OVERHEAD_BYTES = 64;

  /** The operation, or operations, that this answers. */
  List<Long> ids();

  /** About how many bytes it takes in a message. */
  default int bytes() {
    return OVERHEAD_BYTES;
  }

  /** Answers one operation. */
  sealed interface Single extends Answer {

    long id();

    @Override
    @JsonIgnore
    default List<Long> ids() {
      return List.of(id());
    }
  }

  record Found(long id, byte[] value, boolean absent, long cost) implements Single {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + value.length;
    }
  }

  /**
   * The value's freshness is over, but not its time.
   *
   * @param refresh whether the caller loads a newer one now, then fills or leaves
   */
  record Stale(long id, CacheKey key, byte[] value, boolean absent, long cost, boolean refresh)
      implements Single {
    @Override
    public int bytes() {
      return Operation.OVERHEAD_BYTES + value.length;
    }
  }

  record Pinned(long id, Pinning pinning) implements Single {}

  record Missing(long id) implements Single {}

  /**
   * @param changed for a removal: whether there was something; for a put: whether it was stored
   */
  record Done(long id, boolean changed) implements Single {}

  /** Load it now, then fill or leave. */
  record Granted(long id, CacheKey key) implements Single {
    @Override
    public int bytes() {
      return Operation.OVERHEAD_BYTES;
    }
  }

  /** Somebody loads it; a {@link Landed} or {@link Granted} follows. */
  record Parked(long id) implements Single {}

  /** Too many wait for this key already. */
  record Full(long id) implements Single {}

  /** The flight that these were parked for has landed. */
  record Landed(List<Long> ids, byte[] value, boolean absent, long cost) implements Answer {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + value.length + 10 * ids.size();
    }
  }

  /**
   * @param tiers what each tier of the segment holds, memory first
   */
  record Description(
      long id, Tally total, Tally tenant, int flights, long maxBytes, List<TierTally> tiers)
      implements Single {}

  record Updated(long id, Effect effect) implements Single {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + effect.value().length;
    }
  }

  record Surveyed(long id, Page page) implements Single {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES
          + Stream.concat(page.keys().stream(), page.gone().stream())
              .mapToInt(key -> key.length() + 4)
              .sum();
    }
  }

  /** The answer would not have fitted into one message to another node. */
  record TooLarge(long id, int size) implements Single {}

  /**
   * An answer with a value, which the node may give to others for a while without asking.
   *
   * @param answer {@link Found} or {@link Updated}
   * @param number the loan's, for giving it back
   * @param lease for how many milliseconds from when it was asked for
   */
  record Lent(Single answer, CacheKey key, long cost, long number, long lease) implements Answer {
    @Override
    @JsonIgnore
    public List<Long> ids() {
      return answer.ids();
    }

    @Override
    public int bytes() {
      return Operation.OVERHEAD_BYTES + answer.bytes();
    }

    /** What is lent. */
    public byte[] value() {
      return answer instanceof Found found ? found.value() : ((Updated) answer).effect().value();
    }
  }

  /** Answers nobody: what was lent is to be given back, because its key is about to change. */
  record Recall(CacheKey key, long number) implements Answer {
    @Override
    @JsonIgnore
    public List<Long> ids() {
      return List.of();
    }

    @Override
    public int bytes() {
      return Operation.OVERHEAD_BYTES;
    }
  }

  /** The rest of its batch is answer enough for now: to be asked for again. */
  record Deferred(long id) implements Single {}

  /**
   * The segment keeps the keys of an {@link Operation.Hold}.
   *
   * @param version that of the step's writes there
   */
  record Held(long id, Version version) implements Single {}

  /** A batch met its segment on the way to another node: nothing of it was done. */
  record Undelivered(long batch) implements Answer {
    @Override
    @JsonIgnore
    public List<Long> ids() {
      return List.of();
    }
  }

  /** It was not done, or it is not known whether it was. */
  record Refused(long id, KvCacheException.Reason reason, String message) implements Single {}
}
