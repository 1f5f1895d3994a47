package io.blatam.kvcache.tier;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which a node keeps the cold files of its segments, and what may be believed of them
 * when the node starts. They are thrown away unless nobody else can have written to the cache since
 * (the node was alone in its cluster all the time), and unless nothing of them can be missing: it
 * was closed in order, or the machine has not been started anew since. One process has it at a
 * time. Thread-safe.
 */
final class ColdFolder implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ColdFolder.class);
  private static final String STATE = "state";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path folder;
  private final FileChannel lock;
  private final int segments;
  private final String boot;
  private final Set<Integer> open = new HashSet<>();
  private boolean lasting = true;

  private ColdFolder(Path folder, FileChannel lock, int segments, String boot) {
    this.folder = folder;
    this.lock = lock;
    this.segments = segments;
    this.boot = boot;
  }

  /**
   * Empty, with a warning, where nothing can be kept: another process has the folder, or it can not
   * be written to.
   *
   * @param segments into how many the key space is cut: other files are of no use
   */
  static Optional<ColdFolder> open(Path folder, int segments) {
    return open(folder, segments, bootId());
  }

  static Optional<ColdFolder> open(Path folder, int segments, String boot) {
    try {
      OwnerOnly.folder(folder);
      FileChannel lock =
          OwnerOnly.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        LOG.warn("another process has {}: this one keeps no cold cache entries", folder);
        return Optional.empty();
      }
      ColdFolder opened = new ColdFolder(folder, lock, segments, boot);
      opened.start();
      return Optional.of(opened);
    } catch (IOException e) {
      LOG.warn("no cold cache entries are kept in {}: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void start() throws IOException {
    String state =
        Files.exists(folder.resolve(STATE)) ? Files.readString(folder.resolve(STATE)) : "";
    boolean complete = !boot.isEmpty() && state.equals(state("open"));
    if (!complete && !state.startsWith(prefix() + "closed")) {
      for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
        OwnerOnly.delete(segment(segment));
      }
    }
    write("open");
  }

  /** As many as {@code blatam.kvcache.segments} may be. */
  private static final int MAX_SEGMENTS = 1024;

  Path segment(int number) {
    return folder.resolve(String.format("segment-%04d", number));
  }

  /** Whether what is written now can be of use after a restart. */
  synchronized boolean lasting() {
    return lasting;
  }

  /** From now on others may own segments; or the files do not tell the truth any more. */
  synchronized void giveUpLasting() {
    if (!lasting) {
      return;
    }
    lasting = false;
    try {
      write("shared");
    } catch (IOException e) {
      LOG.warn("can not mark {}: {}", folder, e.toString());
      try {
        Files.deleteIfExists(folder.resolve(STATE));
      } catch (IOException f) {
        LOG.error(
            "{} could neither be marked nor removed ({}); remove the folder before the next start, or values that were removed may come back",
            folder.resolve(STATE),
            f.toString());
      }
    }
  }

  /** A segment's files are in use. */
  synchronized void opened(int segment) {
    if (open.add(segment) && open.size() == 1 && lasting) {
      tryToWrite("open");
    }
  }

  /** A segment's files are whole and on the disk. */
  synchronized void closed(int segment) {
    if (open.remove(segment) && open.isEmpty() && lasting) {
      tryToWrite("closed");
    }
  }

  private void tryToWrite(String state) {
    try {
      write(state);
    } catch (IOException e) {
      LOG.warn("can not mark {}: {}", folder, e.toString());
      giveUpLasting();
    }
  }

  private void write(String state) throws IOException {
    OwnerOnly.replace(folder.resolve(STATE), state(state).getBytes(StandardCharsets.UTF_8));
  }

  private String state(String state) {
    return prefix() + state + "\nboot " + boot + "\n";
  }

  private String prefix() {
    return "version 1\nsegments " + segments + "\n";
  }

  private static String bootId() {
    try {
      return Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
