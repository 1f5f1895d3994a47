package io.blatam.kvcache.tier;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file of a {@link ColdLog}: records one after another. Not thread-safe. */
final class LogFile implements Closeable {

  static final String SUFFIX = ".log";

  private final int number;
  private final Path path;
  private final FileChannel channel;
  private int size;

  private LogFile(int number, Path path, FileChannel channel, int size) {
    this.number = number;
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  static LogFile create(Path folder, int number) throws IOException {
    Path path = path(folder, number);
    FileChannel channel =
        OwnerOnly.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    return new LogFile(number, path, channel, 0);
  }

  /**
   * @throws IOException also if this is no file that {@link #create} made
   */
  static LogFile existing(Path path) throws IOException {
    int number = number(path);
    if (Files.size(path) > Integer.MAX_VALUE) {
      throw new IOException(path.getFileName() + " is larger than any file of a log");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new LogFile(number, path, channel, (int) Files.size(path));
  }

  static Path path(Path folder, int number) {
    return folder.resolve(String.format("%08d%s", number, SUFFIX));
  }

  private static int number(Path path) throws IOException {
    String name = path.getFileName().toString();
    try {
      return Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
    } catch (NumberFormatException e) {
      throw new IOException(name + " does not belong to this log", e);
    }
  }

  /**
   * @return where the record begins
   */
  int append(byte[] record) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(record);
    while (left.hasRemaining()) {
      channel.write(left, (long) size + left.position());
    }
    int offset = size;
    size += record.length;
    return offset;
  }

  byte[] read(int offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining()) {
      if (channel.read(target, (long) offset + target.position()) < 0) {
        throw new EOFException(path.getFileName() + " ends at " + channel.size());
      }
    }
    return target.array();
  }

  byte[] content() throws IOException {
    return read(0, size);
  }

  void cut(int length) throws IOException {
    channel.truncate(length);
    size = length;
  }

  int number() {
    return number;
  }

  int size() {
    return size;
  }

  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
