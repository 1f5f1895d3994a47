package io.blatam.kvcache.shard;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Reads or changes one entry in one step. An edit is data, so that it can travel to the segment's
 * one writer instead of the value travelling here and back; {@link EntryEditor} carries it out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "e")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Edit.Read.class, name = "r"),
  @JsonSubTypes.Type(value = Edit.Peek.class, name = "p"),
  @JsonSubTypes.Type(value = Edit.Look.class, name = "l"),
  @JsonSubTypes.Type(value = Edit.Promise.class, name = "m"),
  @JsonSubTypes.Type(value = Edit.Write.class, name = "w"),
  @JsonSubTypes.Type(value = Edit.Delete.class, name = "d"),
  @JsonSubTypes.Type(value = Edit.DeleteSame.class, name = "s"),
  @JsonSubTypes.Type(value = Edit.Expire.class, name = "x"),
  @JsonSubTypes.Type(value = Edit.Append.class, name = "a"),
  @JsonSubTypes.Type(value = Edit.Overwrite.class, name = "o"),
  @JsonSubTypes.Type(value = Edit.Add.class, name = "i"),
  @JsonSubTypes.Type(value = Edit.AddDecimal.class, name = "f"),
  @JsonSubTypes.Type(value = Edit.Replace.class, name = "c")
})
public sealed interface Edit {

  /** About how many bytes it takes in a message, besides the operation around it. */
  default int bytes() {
    return 0;
  }

  /** Whether it leaves the entry as it is. */
  default boolean reads() {
    return this instanceof Read
        || this instanceof Peek
        || this instanceof Look
        || this instanceof Promise;
  }

  /** Gives the value. */
  record Read() implements Edit {}

  /** Says whether there is an entry and when it ends. No use of it, no hit and no miss. */
  record Peek() implements Edit {}

  /** Like {@link Peek}, and gives the value. */
  record Look() implements Edit {}

  /**
   * Like {@link Peek}, and what is there stays readable for {@code
   * blatam.kvcache.exists-lease.duration}: eviction does not take it.
   */
  record Promise() implements Edit {}

  enum Condition {
    ALWAYS,
    IF_ABSENT,
    IF_PRESENT
  }

  /**
   * @param old whether to give back the value that was there
   */
  record Write(byte[] value, Condition condition, Expiry expiry, boolean old) implements Edit {
    @Override
    public int bytes() {
      return value.length;
    }
  }

  /**
   * @param old whether to give back the value that was there
   */
  record Delete(boolean old) implements Edit {}

  /**
   * Removes the entry only where it is what a {@link Look} has shown: for who has carried it
   * elsewhere meanwhile.
   *
   * @param end when it ends, in milliseconds since the epoch
   */
  record DeleteSame(byte[] value, long end) implements Edit {
    @Override
    public int bytes() {
      return value.length;
    }
  }

  enum Bound {
    ALWAYS,
    /** Only where the entry had no end. */
    NONE,
    /** Only where it had one. */
    SOME,
    /** Only to a later end; never is the latest. */
    LATER,
    /** Only to an earlier end. */
    EARLIER,
    /** Only where it had one, and to an earlier. */
    SOME_EARLIER
  }

  /**
   * Gives the entry another end, or removes it if that has passed.
   *
   * @param value whether to give the value back
   */
  record Expire(long at, Bound bound, boolean value) implements Edit {}

  /** Gives the new length as the value's, in decimal digits. */
  record Append(byte[] tail) implements Edit {
    @Override
    public int bytes() {
      return tail.length;
    }
  }

  /** Writes {@code part} at {@code offset}, behind zeros if need be; gives the new length. */
  record Overwrite(int offset, byte[] part) implements Edit {
    @Override
    public int bytes() {
      return part.length;
    }
  }

  /** Adds to a 64-bit decimal integer; gives the sum. Nothing there counts as zero. */
  record Add(long amount) implements Edit {}

  /** Adds to a decimal fraction; gives the sum. Nothing there counts as zero. */
  record AddDecimal(String amount) implements Edit {
    @Override
    public int bytes() {
      return amount.length();
    }
  }

  /**
   * Writes {@code value} only where {@code expected} is what is there: for changes that are
   * computed elsewhere and tried again when somebody was faster.
   */
  record Replace(byte[] expected, byte[] value) implements Edit {
    @Override
    public int bytes() {
      return expected.length + value.length;
    }
  }
}
