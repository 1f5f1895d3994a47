package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.LowerEntry;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.engine.UnreadableValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment's {@link ColdLog} for callers who must never learn that a disk is full or broken: then
 * the segment has no cold tier, and its files are deleted, because a removal that can not be
 * written down must not leave the value behind. It is tried again with {@link #reopen}. One writer:
 * not thread-safe.
 */
final class ColdTier {

  private static final Logger LOG = LoggerFactory.getLogger(ColdTier.class);

  private final Path folder;
  private final TierSettings settings;
  private final WriteBudget budget;
  private final BooleanSupplier lasting;
  private final Runnable spoilt;
  private Optional<ColdLog> log = Optional.empty();
  private long arrivals;
  private long refused;

  private interface Work<T> {
    T on(ColdLog log) throws IOException;
  }

  /**
   * @param lasting whether a later process may open the files
   * @param spoilt called when files are left that say what is not true any more
   */
  ColdTier(
      Path folder,
      TierSettings settings,
      WriteBudget budget,
      BooleanSupplier lasting,
      Runnable spoilt) {
    this.folder = folder;
    this.settings = settings;
    this.budget = budget;
    this.lasting = lasting;
    this.spoilt = spoilt;
    reopen();
  }

  /** Tries to have files again, if there are none. */
  void reopen() {
    if (log.isPresent()) {
      return;
    }
    try {
      if (!lasting.getAsBoolean()) {
        OwnerOnly.delete(folder);
      }
      log = Optional.of(ColdLog.open(folder, settings.coldBytes()));
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /**
   * Writes a demoted entry, if it is not too large and the node has not written too much lately.
   *
   * @return whether it is here now
   */
  boolean add(SealedEntry wrapped) {
    StoredEntry entry = wrapped.entry();
    if (!holdsUntil(entry.key(), entry.expiresAt())
        && !budget.take(ColdRecord.HEADER + entry.form().length)) {
      refused++;
      return false;
    }
    return write(wrapped);
  }

  /** Like {@link #add}, however much was written: for a checkpoint, which is bounded by itself. */
  boolean write(SealedEntry wrapped) {
    if (wrapped.entry().form().length > settings.coldMaxValueBytes() || !budget.room()) {
      refused++;
      return false;
    }
    return attempt(
        opened -> {
          opened.add(wrapped);
          arrivals++;
          return true;
        },
        false);
  }

  /** Whether a value of the key with exactly this end stands here. */
  boolean holdsUntil(CacheKey key, long expiresAt) {
    return log.isPresent() && log.get().expiresAt(key).equals(OptionalLong.of(expiresAt));
  }

  /**
   * @throws UnreadableValueException if it is damaged
   */
  Optional<SealedEntry> find(CacheKey key, long now) {
    return attempt(opened -> opened.find(key, now), Optional.empty());
  }

  /**
   * When this returns the value can not come back, not even after {@code kill -9}.
   *
   * @return whether there was one
   */
  boolean forget(CacheKey key) {
    if (size() == 0) {
      return false;
    }
    return attempt(
        opened -> {
          boolean found = opened.remove(key);
          if (found && lasting.getAsBoolean()) {
            opened.bury(key);
          }
          return found;
        },
        false);
  }

  void removeExpired(long now) {
    log.ifPresent(opened -> opened.removeExpired(now));
  }

  /** What is listed has not been read: of an entry here the cost is not known. */
  void forEach(long now, Consumer<LowerEntry> action) {
    log.ifPresent(
        opened ->
            opened.forEach(
                now,
                (key, place) ->
                    action.accept(
                        new LowerEntry(
                            key,
                            TierTally.COLD,
                            place.length(),
                            OptionalLong.empty(),
                            place.expiresAt(),
                            place.absent()))));
  }

  /** Notes which values are in memory, hottest first. */
  void note(List<Hottest.Hot<CacheKey>> hottest) {
    attempt(
        opened -> {
          Hottest.write(folder, opened.places(hottest));
          return true;
        },
        false);
  }

  /** Which values were in memory, and pinned, when that was last noted, hottest first. */
  List<Hottest.Hot<CacheKey>> noted() {
    return attempt(opened -> opened.keys(Hottest.read(folder)), List.of());
  }

  /**
   * @return whether everything is on the disk
   */
  boolean close() {
    return attempt(
        opened -> {
          opened.force();
          opened.close();
          log = Optional.empty();
          return true;
        },
        false);
  }

  void delete() {
    log.ifPresent(
        opened -> {
          try {
            opened.close();
            OwnerOnly.delete(folder);
          } catch (IOException e) {
            LOG.warn("cold cache files stay in {}: {}", folder, e.toString());
            spoilt.run();
          }
        });
    log = Optional.empty();
  }

  /** Keys whose values were found damaged when the files were opened. */
  List<CacheKey> damaged() {
    return log.map(ColdLog::damaged).orElse(List.of());
  }

  int size() {
    return log.isPresent() ? log.get().size() : 0;
  }

  long bytes() {
    return log.map(ColdLog::bytes).orElse(0L);
  }

  long arrivals() {
    return arrivals;
  }

  long dropped() {
    return refused + log.map(ColdLog::dropped).orElse(0L);
  }

  private <T> T attempt(Work<T> work, T otherwise) {
    if (log.isEmpty()) {
      return otherwise;
    }
    try {
      return work.on(log.get());
    } catch (IOException e) {
      giveUp(e);
      return otherwise;
    }
  }

  private void giveUp(IOException why) {
    LOG.warn(
        "no cold cache entries in {} for now, and those there are lost: {}",
        folder,
        why.toString());
    delete();
    try {
      OwnerOnly.delete(folder);
    } catch (IOException e) {
      spoilt.run();
    }
  }
}
