package io.blatam.kvcache.shard;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.blatam.kvcache.api.CacheKey;
import java.util.List;
import java.util.Optional;

/**
 * What a segment can be asked to do. {@code id} is the asking client's own number for it; every
 * operation is answered once under that number, and {@link Acquire} may be answered a second time
 * when its flight lands or its turn comes. Durations are milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "o")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Operation.Get.class, name = "g"),
  @JsonSubTypes.Type(value = Operation.Put.class, name = "p"),
  @JsonSubTypes.Type(value = Operation.Remove.class, name = "r"),
  @JsonSubTypes.Type(value = Operation.Acquire.class, name = "a"),
  @JsonSubTypes.Type(value = Operation.Fill.class, name = "f"),
  @JsonSubTypes.Type(value = Operation.Leave.class, name = "l"),
  @JsonSubTypes.Type(value = Operation.Describe.class, name = "d"),
  @JsonSubTypes.Type(value = Operation.Update.class, name = "u"),
  @JsonSubTypes.Type(value = Operation.Survey.class, name = "s"),
  @JsonSubTypes.Type(value = Operation.Pin.class, name = "n"),
  @JsonSubTypes.Type(value = Operation.Unpin.class, name = "m"),
  @JsonSubTypes.Type(value = Operation.Prefetch.class, name = "h"),
  @JsonSubTypes.Type(value = Operation.Return.class, name = "b"),
  @JsonSubTypes.Type(value = Operation.PutAfter.class, name = "c"),
  @JsonSubTypes.Type(value = Operation.PutNew.class, name = "w"),
  @JsonSubTypes.Type(value = Operation.Hold.class, name = "k"),
  @JsonSubTypes.Type(value = Operation.Release.class, name = "e")
})
public sealed interface Operation {

  /**
   * What a message pays for an operation besides its value: names, numbers and a key of usual
   * length.
   */
  int OVERHEAD_BYTES = 256;

  long id();

  /** About how many bytes it takes in a message. */
  default int bytes() {
    return OVERHEAD_BYTES;
  }

  record Get(long id, CacheKey key) implements Operation {}

  /** Brings an entry into memory that is below it; the answer says whether it was. */
  record Prefetch(long id, CacheKey key) implements Operation {}

  record Put(long id, CacheKey key, byte[] value, long ttl, long cost) implements Operation {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + value.length;
    }
  }

  /** Stores a block of a chain, if its parent is there; the answer says whether it was stored. */
  record PutAfter(long id, CacheKey parent, CacheKey key, byte[] value, long ttl, long cost)
      implements Operation {
    @Override
    public int bytes() {
      return 2 * OVERHEAD_BYTES + value.length;
    }

    /** The same where nothing is known of chains. */
    Put alone() {
      return new Put(id, key, value, ttl, cost);
    }
  }

  /**
   * Stores all values, for ever, if there is none under any of the keys; the answer says whether.
   *
   * @param entries of one namespace of one tenant, at least one, and one a key
   */
  record PutNew(long id, List<NewEntry> entries) implements Operation {
    @Override
    public int bytes() {
      return entries.stream().mapToInt(entry -> OVERHEAD_BYTES + entry.value().length).sum();
    }
  }

  record NewEntry(CacheKey key, byte[] value) {}

  /**
   * Keeps keys for a step over several segments, if there is nothing under any of them: until
   * {@link Release}, or for half of {@code blatam.kvcache.operation-timeout}. Answered {@link
   * Answer.Held}, or {@link Answer.Done} where one is there.
   *
   * @param step the name of the step, which no other has
   * @param keys at least one, each once
   */
  record Hold(long id, String step, String tenant, String namespace, List<String> keys)
      implements Operation {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + keys.stream().mapToInt(key -> 2 * key.length() + 4).sum();
    }

    /** The same under another number. */
    public Hold as(long id) {
      return new Hold(id, step, tenant, namespace, keys);
    }
  }

  /** A step has ended. */
  record Release(long id, String step, String namespace, io.blatam.kvcache.writes.Hold.End end)
      implements Operation {}

  record Remove(long id, CacheKey key) implements Operation {}

  /**
   * Gives the value, or the right to load it, or a place among those who wait for it.
   *
   * @param stale whether a stale value will do: it is given at once, and with it, to one caller at
   *     a time, the right to load a newer one
   */
  record Acquire(long id, CacheKey key, long lease, boolean stale) implements Operation {}

  /**
   * The holder of the lease that {@code flight} acquired has loaded.
   *
   * @param ttl 0 delivers to those who wait and stores nothing
   * @param stale how long after that the value may still be given to those who take it stale
   * @param after the last part of the key that it follows, if that is there
   */
  record Fill(
      long id,
      long flight,
      CacheKey key,
      byte[] value,
      boolean absent,
      long ttl,
      long stale,
      long cost,
      Optional<String> after)
      implements Operation {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + value.length;
    }
  }

  /** The caller that {@code flight} acquired for goes: it failed, gave up or was cancelled. */
  record Leave(long id, long flight, CacheKey key) implements Operation {}

  /** Asks for figures: of the whole segment, and of one tenant in it. */
  record Describe(long id, String tenant) implements Operation {}

  /** Reads or changes one entry as {@code edit} says, in one step of the segment's one writer. */
  record Update(long id, CacheKey key, Edit edit) implements Operation {
    @Override
    public int bytes() {
      return OVERHEAD_BYTES + edit.bytes();
    }
  }

  /** Keeps the entry from being evicted. */
  record Pin(long id, CacheKey key) implements Operation {}

  /** Lets the entry be evicted again. */
  record Unpin(long id, CacheKey key) implements Operation {}

  /**
   * A node does not read its copy of the key any more.
   *
   * @param number the loan's
   * @param hits how many lookups the copy answered
   */
  record Return(long id, CacheKey key, long number, long hits) implements Operation {}

  /** Looks through one namespace of one tenant. */
  record Survey(long id, String tenant, String namespace, Scan scan) implements Operation {}
}
