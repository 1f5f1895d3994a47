package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Values in files that are only appended to, and an index of them in memory. What is written later
 * counts; a tombstone ends what was written before it. When the files take their bound the oldest
 * goes: its values with it, unless less than half of the bound is values that somebody can still
 * ask for; then they are written again at the end. Not thread-safe.
 *
 * <p>The oldest file alone may go: a tombstone must outlive every value that it ends, and those are
 * in its own file or in older ones.
 */
final class ColdLog implements Closeable {

  private static final int FILES = 8;
  private static final int LARGEST_FILE = 8 << 20;

  /**
   * So many bytes of files for each value at least: the index takes about 250 bytes of heap each.
   */
  private static final int BYTES_PER_ENTRY = 1024;

  private static final int MAX_NAMES = 1000;

  private final Path folder;
  private final long maxBytes;
  private final int fileBytes;
  private final Deque<LogFile> files;
  private final Map<CacheKey, Place> index;
  private final List<CacheKey> damaged;

  /** Tenants and namespaces are few; each is on the heap once. */
  private final Map<String, String> names = new HashMap<>();

  private long bytes;
  private long live;
  private long dropped;

  private ColdLog(Path folder, long maxBytes, Recovery recovered) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.fileBytes = (int) Math.min(LARGEST_FILE, maxBytes / FILES);
    this.files = new ArrayDeque<>(recovered.files());
    this.index = new HashMap<>();
    this.damaged = List.copyOf(recovered.damaged());
    recovered
        .index()
        .forEach(
            (key, place) -> {
              index.put(lean(key), place);
              account(place, 1);
            });
    files.forEach(file -> bytes += file.size());
  }

  /**
   * With everything that is there already, or in a new folder.
   *
   * @param maxBytes what the files may take together
   */
  static ColdLog open(Path folder, long maxBytes) throws IOException {
    OwnerOnly.folder(folder);
    return new ColdLog(folder, maxBytes, Recovery.of(folder));
  }

  /** Writes a value that counts from now on. Nothing is written if it stands here already. */
  void add(SealedEntry wrapped) throws IOException {
    byte[] record = ColdRecord.value(wrapped);
    CacheKey key = wrapped.entry().key();
    ColdRecord.Header header = ColdRecord.header(record, 0, record.length);
    Place before = index.get(key);
    if (before != null
        && before.checksum() == header.checksum()
        && before.length() == record.length
        && before.expiresAt() == header.expiresAt()) {
      return;
    }
    append(key, record, header);
  }

  private void append(CacheKey key, byte[] record, ColdRecord.Header header) throws IOException {
    LogFile file = room(record.length);
    int offset = file.append(record);
    bytes += record.length;
    Place place = Place.of(header, file, offset);
    account(place, 1);
    Place before = index.put(lean(key), place);
    if (before != null) {
      account(before, -1);
    }
  }

  /** When the key's value ends, in milliseconds since the epoch; empty if there is none. */
  OptionalLong expiresAt(CacheKey key) {
    Place place = index.get(key);
    return place == null ? OptionalLong.empty() : OptionalLong.of(place.expiresAt());
  }

  /**
   * @throws io.blatam.kvcache.engine.UnreadableValueException if it is damaged
   */
  Optional<SealedEntry> find(CacheKey key, long now) throws IOException {
    Place place = index.get(key);
    if (place == null || now >= place.expiresAt()) {
      return Optional.empty();
    }
    SealedEntry found = ColdRecord.read(place.file().read(place.offset(), place.length()));
    return Optional.of(found).filter(wrapped -> wrapped.entry().key().equals(key));
  }

  /** What is here of the key counts no more; a log that is opened later will still know it. */
  boolean remove(CacheKey key) {
    Place place = index.remove(key);
    if (place == null) {
      return false;
    }
    account(place, -1);
    return true;
  }

  /** After {@link #remove}: so that it stays away when this is opened again. */
  void bury(CacheKey key) throws IOException {
    byte[] tombstone = ColdRecord.tombstone(key);
    room(tombstone.length).append(tombstone);
    bytes += tombstone.length;
  }

  void removeExpired(long now) {
    List<CacheKey> expired = new ArrayList<>();
    index.forEach(
        (key, place) -> {
          if (now >= place.expiresAt()) {
            expired.add(key);
          }
        });
    expired.forEach(this::remove);
  }

  void forEach(long now, BiConsumer<CacheKey, Place> action) {
    index.forEach(
        (key, place) -> {
          if (now < place.expiresAt()) {
            action.accept(key, place);
          }
        });
  }

  /** Where the values of these keys stand, in their order; keys without one are left out. */
  List<Hottest.Hot<Place>> places(List<Hottest.Hot<CacheKey>> keys) {
    return keys.stream()
        .filter(hot -> index.containsKey(hot.what()))
        .map(hot -> new Hottest.Hot<>(index.get(hot.what()), hot.pinned()))
        .toList();
  }

  /** The keys whose values stand there, in the order of {@code places}. */
  List<Hottest.Hot<CacheKey>> keys(List<Hottest.Hot<Hottest.Spot>> spots) {
    Map<Hottest.Spot, CacheKey> found = new HashMap<>();
    index.forEach((key, place) -> found.put(Hottest.Spot.of(place), key));
    return spots.stream()
        .filter(hot -> found.containsKey(hot.what()))
        .map(hot -> new Hottest.Hot<>(found.get(hot.what()), hot.pinned()))
        .toList();
  }

  int size() {
    return index.size();
  }

  /** Of all files. */
  long bytes() {
    return bytes;
  }

  /** Keys whose values were found damaged when this was opened. */
  List<CacheKey> damaged() {
    return damaged;
  }

  /** How many values went with the files that they stood in. */
  long dropped() {
    return dropped;
  }

  void force() throws IOException {
    for (LogFile file : files) {
      file.force();
    }
  }

  @Override
  public void close() throws IOException {
    for (LogFile file : files) {
      file.close();
    }
  }

  /** The file to append so many bytes to; the files never take more than the bound together. */
  private LogFile room(int length) throws IOException {
    while (full(length) && files.size() > 1) {
      reclaim(files.removeFirst());
    }
    return tail(length);
  }

  private boolean full(int length) {
    // One file is kept free, for what a reclaimed one leaves.
    return bytes + length > maxBytes - fileBytes || index.size() >= maxBytes / BYTES_PER_ENTRY;
  }

  private LogFile tail(int length) throws IOException {
    LogFile last = files.peekLast();
    if (last == null || last.size() > 0 && last.size() + length > fileBytes) {
      LogFile next = LogFile.create(folder, last == null ? 1 : last.number() + 1);
      files.addLast(next);
      return next;
    }
    return last;
  }

  private void reclaim(LogFile oldest) throws IOException {
    boolean keep = live < maxBytes / 2 && index.size() < maxBytes / BYTES_PER_ENTRY / 2;
    Map<CacheKey, Place> inside = new HashMap<>();
    index.forEach(
        (key, place) -> {
          if (place.file() == oldest) {
            inside.put(key, place);
          }
        });
    for (Map.Entry<CacheKey, Place> entry : inside.entrySet()) {
      CacheKey key = entry.getKey();
      Place place = entry.getValue();
      remove(key);
      if (keep) {
        byte[] record = oldest.read(place.offset(), place.length());
        LogFile file = tail(record.length);
        Place moved = place.movedTo(file, file.append(record));
        bytes += record.length;
        account(moved, 1);
        index.put(key, moved);
      } else {
        dropped++;
      }
    }
    bytes -= oldest.size();
    oldest.delete();
  }

  private void account(Place place, int sign) {
    live += (long) sign * place.length();
  }

  private CacheKey lean(CacheKey key) {
    if (names.size() > MAX_NAMES) {
      names.clear();
    }
    return new CacheKey(
        names.computeIfAbsent(key.tenant(), name -> name),
        names.computeIfAbsent(key.namespace(), name -> name),
        key.key());
  }
}
