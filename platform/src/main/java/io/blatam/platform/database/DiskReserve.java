package io.blatam.platform.database;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk that is kept for the embedded database. H2 closes itself for good with the first
 * write that finds none, so whoever writes much asks here before, and waits or refuses while the
 * reserve is touched; what is left is for the little that has to be written all the same. With
 * PostgreSQL nothing is kept. Thread-safe.
 */
public final class DiskReserve {

  private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

  private final Optional<File> folder;
  private final long bytes;
  private final AtomicBoolean touched = new AtomicBoolean();

  /**
   * @param folder of the embedded database; empty: there is none
   * @param bytes what has to be left there; 0: nothing
   */
  DiskReserve(Optional<Path> folder, long bytes) {
    this.folder = folder.map(Path::toFile);
    this.bytes = bytes;
  }

  /** Whether less is left than is kept. One call of the operating system. */
  public boolean touched() {
    return folder.map(this::touched).orElse(false);
  }

  /**
   * Before anything large is written.
   *
   * @throws DiskNearlyFullException while the reserve is touched
   */
  public void demand() {
    if (touched()) {
      throw new DiskNearlyFullException("less than " + bytes + " bytes are left on the disk");
    }
  }

  private boolean touched(File disk) {
    long left = disk.getUsableSpace();
    boolean now = left < bytes;
    if (touched.compareAndSet(!now, now)) {
      if (now) {
        LOG.warn(
            "{} has {} MiB left, less than blatam.database.disk-reserve: until there is room, no documents and files are taken, and jobs wait",
            disk,
            left >> 20);
      } else {
        LOG.info("{} has room again", disk);
      }
    }
    return now;
  }
}
