package io.blatam.bul.knowledge.reading;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What {@code blatam.bul.knowledge.reader} says, read once.
 *
 * @param memoryBytes heap of the process that reads a file
 * @param time how long that process may take before it is killed
 * @param pages pages or sheets that a file may have
 * @param characters characters of text that a file may have
 * @param inflatedBytes what a packed file (DOCX, XLSX) may unpack to
 * @param atOnce files that a node reads at once
 */
public record ReadingLimits(
    long memoryBytes, Duration time, int pages, int characters, long inflatedBytes, int atOnce) {

  public ReadingLimits {
    if (memoryBytes < 64L << 20) {
      throw new IllegalArgumentException(
          "blatam.bul.knowledge.reader.memory: must be at least 64 MiB");
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("blatam.bul.knowledge.reader.time: must be at least 1 s");
    }
    if (pages < 1 || characters < 1 || inflatedBytes < 1 || atOnce < 1) {
      throw new IllegalArgumentException(
          "blatam.bul.knowledge.reader: pages, characters, inflated and at-once must be at least"
              + " 1");
    }
  }

  public static ReadingLimits of(Config config) {
    Config reader = config.getConfig("blatam.bul.knowledge.reader");
    return new ReadingLimits(
        reader.getBytes("memory"),
        reader.getDuration("time"),
        reader.getInt("pages"),
        reader.getInt("characters"),
        reader.getBytes("inflated"),
        reader.getInt("at-once"));
  }
}
