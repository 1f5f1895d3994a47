package io.blatam.platform.artifact;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bytes as they come in pieces of any size, cut into chunks of one size; the last may be shorter.
 */
final class Chunking {

  private Chunking() {}

  static Flow<ByteString, ByteString, NotUsed> of(int size) {
    return Flow.of(ByteString.class)
        .<ByteString, List<ByteString>>statefulMap(
            ByteString::emptyByteString,
            (held, piece) -> {
              ByteString bytes = held.concat(piece);
              List<ByteString> chunks = new ArrayList<>();
              while (bytes.size() >= size) {
                chunks.add(bytes.take(size).compact());
                bytes = bytes.drop(size);
              }
              return Pair.create(bytes, chunks);
            },
            rest -> rest.isEmpty() ? Optional.empty() : Optional.of(List.of(rest.compact())))
        .mapConcat(chunks -> chunks);
  }
}
