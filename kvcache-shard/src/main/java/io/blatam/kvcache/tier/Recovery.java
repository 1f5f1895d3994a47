package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.UnreadableValueException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a log's files still say. A record that the last write did not finish is cut off: nobody was
 * told that it stood there. A damaged value is void, and so is every older value of its key. Behind
 * a damaged header there may have been tombstones, so everything that stands before the next file
 * is void: better to lose a cache than to bring back what was removed.
 *
 * @param files oldest first
 * @param damaged keys of values that are void because they are not as they were written
 */
record Recovery(List<LogFile> files, Map<CacheKey, Place> index, List<CacheKey> damaged) {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  static Recovery of(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + LogFile.SUFFIX)) {
      found.forEach(paths::add);
    }
    paths.sort(null);
    Recovery recovery = new Recovery(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    try {
      for (Path path : paths) {
        recovery.replay(LogFile.existing(path), path.equals(paths.get(paths.size() - 1)));
      }
    } catch (IOException e) {
      recovery.close(e);
      throw e;
    }
    return recovery;
  }

  /** An open file takes its room on the disk even when it has been deleted. */
  private void close(IOException why) {
    for (LogFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        why.addSuppressed(e);
      }
    }
  }

  private void replay(LogFile file, boolean last) throws IOException {
    files.add(file);
    byte[] content = file.content();
    int offset = 0;
    int before = damaged.size();
    while (offset < content.length) {
      ColdRecord.Header header;
      try {
        header = ColdRecord.header(content, offset, content.length);
      } catch (UnreadableValueException e) {
        boolean torn = last && torn(content, offset);
        if (torn) {
          file.cut(offset);
        } else {
          dropUpTo(file, offset, e);
        }
        return;
      }
      if (header.length() > content.length - offset) {
        if (last) {
          file.cut(offset);
        } else {
          dropUpTo(file, offset, new UnreadableValueException("a record is cut off"));
        }
        return;
      }
      if (header.tombstone()) {
        index.remove(header.key());
      } else if (ColdRecord.intact(content, offset, header)) {
        index.put(header.key(), Place.of(header, file, offset));
      } else {
        damaged.add(header.key());
        index.remove(header.key());
      }
      offset += header.length();
    }
    if (damaged.size() > before) {
      LOG.warn(
          "{} cached values in file {} are damaged and void",
          damaged.size() - before,
          file.number());
    }
  }

  /** Whether what stands there is too short to be a header with its names, not a wrong one. */
  private static boolean torn(byte[] content, int offset) {
    return content.length - offset < ColdRecord.HEADER + ColdRecord.names(content, offset);
  }

  private void dropUpTo(LogFile broken, int offset, UnreadableValueException why)
      throws IOException {
    LOG.warn(
        "cache file {} is damaged at {}: {}; {} values up to there are void",
        broken.number(),
        offset,
        why.getMessage(),
        index.size());
    index.clear();
    for (LogFile file : files) {
      file.delete();
    }
    files.clear();
  }
}
