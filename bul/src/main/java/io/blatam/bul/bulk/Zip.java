package io.blatam.bul.bulk;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as one ZIP archive, made while it is sent: no more than a chunk is in memory. */
public final class Zip {

  /** Office files and PDFs are compressed already; trying hard would cost and gain nothing. */
  private static final int LEVEL = Deflater.BEST_SPEED;

  /**
   * A file of the archive.
   *
   * @param name unique in the archive
   */
  public record File(String name, Source<ByteString, NotUsed> bytes) {}

  private sealed interface Part {
    void writeTo(ZipOutputStream zip) throws IOException;
  }

  private record Begin(String name) implements Part {
    @Override
    public void writeTo(ZipOutputStream zip) throws IOException {
      zip.putNextEntry(new ZipEntry(name));
    }
  }

  private record Chunk(ByteString bytes) implements Part {
    @Override
    public void writeTo(ZipOutputStream zip) throws IOException {
      zip.write(bytes.toArrayUnsafe());
    }
  }

  private record End() implements Part {
    @Override
    public void writeTo(ZipOutputStream zip) throws IOException {
      zip.finish();
    }
  }

  private Zip() {}

  public static Source<ByteString, NotUsed> of(Source<File, NotUsed> files) {
    return files
        .flatMapConcat(
            file ->
                Source.<Part>single(new Begin(file.name()))
                    .concat(file.bytes().<Part>map(Chunk::new)))
        .concat(Source.single(new End()))
        .via(Flow.<Part>create().statefulMapConcat(Zip::writer));
  }

  private static akka.japi.function.Function<Part, Iterable<ByteString>> writer() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ZipOutputStream zip = new ZipOutputStream(written);
    zip.setLevel(LEVEL);
    return part -> {
      try {
        part.writeTo(zip);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      if (written.size() == 0) {
        return List.of();
      }
      ByteString bytes = ByteString.fromArray(written.toByteArray());
      written.reset();
      return List.of(bytes);
    };
  }
}
