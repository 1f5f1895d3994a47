package io.blatam.benchmarks.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Reads a trace; the file's name says in which format it is. */
final class TraceFile {

  private TraceFile() {}

  private interface Format {
    void read(InputStream in, TraceBuilder trace) throws IOException;
  }

  /**
   * Empty if no format goes by this name.
   *
   * @throws IOException naming the file, if it is not in the format that its name says
   */
  static Optional<Trace> read(Path file) throws IOException {
    String name = file.getFileName().toString();
    Optional<Format> format = format(name.toLowerCase(Locale.ROOT));
    if (format.isEmpty()) {
      return Optional.empty();
    }
    TraceBuilder trace = new TraceBuilder();
    try (InputStream in = open(file)) {
      format.get().read(in, trace);
    } catch (IOException | RuntimeException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return Optional.of(trace.build(shortName(name)));
  }

  private static Optional<Format> format(String name) {
    if (name.startsWith("cache2k_")) {
      return Optional.of(TraceFile::integers);
    } else if (name.startsWith("corda_")) {
      return Optional.of(TraceFile::longs);
    } else if (name.startsWith("adapt_size")) {
      return Optional.of((in, trace) -> fields(in, trace, " "));
    } else if (name.contains(".lis")) {
      return Optional.of(TraceFile::ranges);
    } else if (name.contains(".jsonl")) {
      return Optional.of(TraceFile::prefixBlocks);
    } else if (name.contains(".csv")) {
      return Optional.of((in, trace) -> fields(in, trace, ","));
    } else if (name.contains(".trace")) {
      return Optional.of(TraceFile::lines);
    }
    return Optional.empty();
  }

  private static String shortName(String file) {
    String plain = file.replaceFirst("\\.(gz|xz|zst)$", "");
    plain = plain.replaceFirst("\\.(trace|lis|jsonl|csv)$", "");
    return plain.replaceFirst("^(lirs|cache2k)_", "").replaceFirst("_(trace|request).*$", "");
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    String name = file.toString();
    InputStream plain =
        name.endsWith(".gz")
            ? new GZIPInputStream(raw)
            : name.endsWith(".xz")
                ? new XZInputStream(raw)
                : name.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
    return new BufferedInputStream(plain, 1 << 16);
  }

  private static BufferedReader text(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** LIRS: one decimal key a line; an asterisk or nothing on some. */
  private static void lines(InputStream in, TraceBuilder trace) throws IOException {
    BufferedReader reader = text(in);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String key = line.strip();
      if (!key.isEmpty() && !key.equals("*")) {
        trace.access(Long.parseLong(key));
      }
    }
  }

  /** ARC: first block, number of blocks, and two fields that do not matter. */
  private static void ranges(InputStream in, TraceBuilder trace) throws IOException {
    BufferedReader reader = text(in);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length >= 2) {
        long start = Long.parseLong(fields[0]);
        long end = start + Long.parseLong(fields[1]);
        for (long key = start; key < end; key++) {
          trace.access(key);
        }
      }
    }
  }

  /**
   * AdaptSize and libCacheSim's CSV: time, object, bytes; a header and further columns may be. An
   * object that comes in another size has changed, so it counts as another.
   */
  private static void fields(InputStream in, TraceBuilder trace, String separator)
      throws IOException {
    BufferedReader reader = text(in);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String[] fields = line.strip().split(separator);
      if (fields.length >= 3 && fields[2].strip().matches("\\d+")) {
        long size = Long.parseLong(fields[2].strip());
        trace.access(fields[1].strip() + " of " + size, (int) Math.min(Integer.MAX_VALUE, size));
      }
    }
  }

  private static void integers(InputStream in, TraceBuilder trace) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      while (true) {
        trace.access(data.readInt());
      }
    } catch (EOFException end) {
      return;
    }
  }

  private static void longs(InputStream in, TraceBuilder trace) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      while (true) {
        trace.access(data.readLong());
      }
    } catch (EOFException end) {
      return;
    }
  }

  /** Mooncake: a request a line, with the hashes of its chained blocks. */
  private static void prefixBlocks(InputStream in, TraceBuilder trace) throws IOException {
    ObjectMapper json = new ObjectMapper();
    BufferedReader reader = text(in);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      trace.request();
      for (JsonNode block : json.readTree(line).get("hash_ids")) {
        trace.access(block.asLong());
      }
    }
  }
}
