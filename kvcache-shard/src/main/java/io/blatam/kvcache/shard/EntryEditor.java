package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.shard.Effect.Outcome;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Carries out an {@link Edit} on a segment. Not thread-safe: the segment's one writer calls it. */
final class EntryEditor {

  /** Nobody said what computing the value again would cost; one millisecond is not nothing. */
  private static final long UNKNOWN_COST = 1;

  private final CacheSegment segment;
  private final long maxBytes;
  private final Promises promises;

  /** Sees to it that a key stays readable that somebody was told is there. */
  @FunctionalInterface
  interface Promises {
    void promise(CacheKey key, long now);
  }

  EntryEditor(CacheSegment segment, long maxBytes, Promises promises) {
    this.segment = segment;
    this.maxBytes = maxBytes;
    this.promises = promises;
  }

  Effect perform(CacheKey key, Edit edit, long now) {
    if (edit instanceof Edit.Read) {
      return read(key, now);
    } else if (edit instanceof Edit.Write write) {
      return write(key, write, now);
    } else if (edit instanceof Edit.Peek) {
      return peek(key, now);
    } else if (edit instanceof Edit.Look) {
      return look(key, now);
    } else if (edit instanceof Edit.Promise) {
      Effect effect = peek(key, now);
      if (effect.found()) {
        promises.promise(key, now);
      }
      return effect;
    } else if (edit instanceof Edit.Delete delete) {
      return delete(key, delete, now);
    } else if (edit instanceof Edit.DeleteSame delete) {
      return delete(key, delete, now);
    } else if (edit instanceof Edit.Expire expire) {
      return expire(key, expire, now);
    } else if (edit instanceof Edit.Append append) {
      return append(key, append, now);
    } else if (edit instanceof Edit.Overwrite overwrite) {
      return overwrite(key, overwrite, now);
    } else if (edit instanceof Edit.Add add) {
      return number(key, Decimals.add(stored(key, now), add.amount()), now);
    } else if (edit instanceof Edit.AddDecimal add) {
      return number(key, Decimals.add(stored(key, now), add.amount()), now);
    } else if (edit instanceof Edit.Replace replace) {
      return replace(key, replace, now);
    }
    throw new IllegalArgumentException("no such edit: " + edit.getClass());
  }

  private Effect peek(CacheKey key, long now) {
    OptionalLong end = segment.expiresAt(key, now);
    return end.isPresent() ? done(Effect.NOTHING, true, end.getAsLong()) : Effect.missing();
  }

  private Effect look(CacheKey key, long now) {
    OptionalLong end = segment.expiresAt(key, now);
    Optional<CachedValue> value = end.isPresent() ? segment.look(key, now) : Optional.empty();
    return value.isPresent() ? done(value.get().value(), true, end.getAsLong()) : Effect.missing();
  }

  private Effect read(CacheKey key, long now) {
    Optional<CachedValue> found = segment.get(key, now);
    return found.isEmpty() || found.get().absent()
        ? Effect.missing()
        : done(found.get().value(), true, Long.MAX_VALUE);
  }

  private Effect write(CacheKey key, Edit.Write write, long now) {
    Expiry expiry = write.expiry();
    boolean plain = write.condition() == Edit.Condition.ALWAYS && !expiry.keep() && !write.old();
    if (plain) {
      return store(key, write.value(), Effect.NOTHING, false, expiry.at(), now);
    }
    OptionalLong end = segment.expiresAt(key, now);
    boolean found = end.isPresent();
    byte[] old = write.old() && found ? value(key, now) : Effect.NOTHING;
    boolean holds =
        switch (write.condition()) {
          case ALWAYS -> true;
          case IF_ABSENT -> !found;
          case IF_PRESENT -> found;
        };
    if (!holds) {
      return new Effect(Outcome.UNCHANGED, old, found, end.orElse(Long.MAX_VALUE));
    }
    long at = expiry.keep() ? end.orElse(Long.MAX_VALUE) : expiry.at();
    return store(key, write.value(), old, found, at, now);
  }

  private Effect delete(CacheKey key, Edit.Delete delete, long now) {
    if (segment.expiresAt(key, now).isEmpty()) {
      // There may be a stale value, which nobody may be given either.
      segment.remove(key);
      return Effect.missing();
    }
    byte[] old = delete.old() ? value(key, now) : Effect.NOTHING;
    segment.remove(key);
    return done(old, true, Long.MAX_VALUE);
  }

  private Effect delete(CacheKey key, Edit.DeleteSame delete, long now) {
    Effect there = look(key, now);
    boolean same =
        there.found()
            && there.expiresAt() == delete.end()
            && Arrays.equals(there.value(), delete.value());
    if (!same) {
      return new Effect(Outcome.UNCHANGED, Effect.NOTHING, there.found(), there.expiresAt());
    }
    segment.remove(key);
    return done(Effect.NOTHING, true, Long.MAX_VALUE);
  }

  private Effect expire(CacheKey key, Edit.Expire expire, long now) {
    OptionalLong end = segment.expiresAt(key, now);
    if (end.isEmpty()) {
      return Effect.missing();
    }
    Optional<CachedValue> found = expire.value() ? segment.get(key, now) : segment.look(key, now);
    if (found.isEmpty()) {
      return Effect.missing();
    }
    byte[] value = found.get().value();
    byte[] given = expire.value() ? value : Effect.NOTHING;
    if (!holds(expire, end.getAsLong())) {
      return new Effect(Outcome.UNCHANGED, given, true, end.getAsLong());
    }
    if (expire.at() <= now) {
      segment.remove(key);
      return done(given, true, Long.MAX_VALUE);
    }
    segment.putUntil(key, value, expire.at(), found.get().cost(), now);
    return done(given, true, expire.at());
  }

  private static boolean holds(Edit.Expire expire, long end) {
    return switch (expire.bound()) {
      case ALWAYS -> true;
      case NONE -> end == Long.MAX_VALUE;
      case SOME -> end != Long.MAX_VALUE;
      case LATER -> expire.at() > end;
      case EARLIER -> end == Long.MAX_VALUE || expire.at() < end;
      case SOME_EARLIER -> end != Long.MAX_VALUE && expire.at() < end;
    };
  }

  private Effect append(CacheKey key, Edit.Append append, long now) {
    byte[] before = stored(key, now).orElse(Effect.NOTHING);
    if ((long) before.length + append.tail().length > maxBytes) {
      return tooLarge(key, now);
    }
    byte[] joined = Arrays.copyOf(before, before.length + append.tail().length);
    System.arraycopy(append.tail(), 0, joined, before.length, append.tail().length);
    return rewrite(key, joined, digits(joined.length), now);
  }

  private Effect overwrite(CacheKey key, Edit.Overwrite overwrite, long now) {
    byte[] before = stored(key, now).orElse(Effect.NOTHING);
    byte[] part = overwrite.part();
    if (part.length == 0) {
      return done(digits(before.length), before.length > 0, Long.MAX_VALUE);
    }
    if ((long) overwrite.offset() + part.length > maxBytes) {
      return tooLarge(key, now);
    }
    byte[] after = Arrays.copyOf(before, Math.max(before.length, overwrite.offset() + part.length));
    System.arraycopy(part, 0, after, overwrite.offset(), part.length);
    return rewrite(key, after, digits(after.length), now);
  }

  private Effect number(CacheKey key, Decimals.Sum sum, long now) {
    if (sum.outcome() != Outcome.DONE) {
      return new Effect(sum.outcome(), Effect.NOTHING, true, Long.MAX_VALUE);
    }
    byte[] digits = sum.digits().getBytes(ISO_8859_1);
    return rewrite(key, digits, digits, now);
  }

  private Effect replace(CacheKey key, Edit.Replace replace, long now) {
    Optional<byte[]> before = stored(key, now);
    if (before.isEmpty() || !Arrays.equals(before.get(), replace.expected())) {
      return new Effect(Outcome.UNCHANGED, Effect.NOTHING, before.isPresent(), Long.MAX_VALUE);
    }
    return rewrite(key, replace.value(), Effect.NOTHING, now);
  }

  /** Another value with the end that the entry had. */
  private Effect rewrite(CacheKey key, byte[] value, byte[] given, long now) {
    OptionalLong end = segment.expiresAt(key, now);
    return store(key, value, given, end.isPresent(), end.orElse(Long.MAX_VALUE), now);
  }

  private Effect store(
      CacheKey key, byte[] value, byte[] given, boolean found, long end, long now) {
    long weight = CacheEntry.weight(key, value.length);
    if (weight > maxBytes || weight > segment.quota(key)) {
      return tooLarge(key, now);
    }
    if (end <= now) {
      segment.remove(key);
    } else {
      segment.putUntil(key, value, end, UNKNOWN_COST, now);
    }
    return done(given, found, end);
  }

  private Effect tooLarge(CacheKey key, long now) {
    OptionalLong end = segment.expiresAt(key, now);
    return new Effect(
        Outcome.TOO_LARGE, Effect.NOTHING, end.isPresent(), end.orElse(Long.MAX_VALUE));
  }

  /** For who is going to change it: that is no lookup. */
  private Optional<byte[]> stored(CacheKey key, long now) {
    return segment.look(key, now).map(CachedValue::value);
  }

  private byte[] value(CacheKey key, long now) {
    return segment.get(key, now).map(CachedValue::value).orElse(Effect.NOTHING);
  }

  private static byte[] digits(int length) {
    return Integer.toString(length).getBytes(ISO_8859_1);
  }

  private static Effect done(byte[] value, boolean found, long end) {
    return new Effect(Outcome.DONE, value, found, end);
  }
}
