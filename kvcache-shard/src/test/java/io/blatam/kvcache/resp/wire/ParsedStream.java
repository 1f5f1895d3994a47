package io.blatam.kvcache.resp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a parser makes of a stream that comes in pieces: commands, and how it ends. */
final class ParsedStream {

  private ParsedStream() {}

  static List<String> of(byte[] stream, Iterable<Integer> pieces, ParserLimits limits) {
    CommandParser parser = new CommandParser(limits);
    parser.trust(true);
    List<String> commands = new ArrayList<>();
    int at = 0;
    try {
      for (int piece : pieces) {
        int end = Math.min(stream.length, at + piece);
        while (at < end) {
          at = next(parser, stream, at, end, commands);
        }
      }
      while (at < stream.length) {
        at = next(parser, stream, at, stream.length, commands);
      }
      commands.add(parser.halfway() ? "(halfway)" : "(end)");
    } catch (ProtocolException e) {
      commands.add(e.getMessage());
    }
    return commands;
  }

  private static int next(
      CommandParser parser, byte[] stream, int at, int end, List<String> commands) {
    ByteBuffer target = parser.target(end - at);
    if (target.hasRemaining()) {
      int length = target.remaining();
      target.put(stream, at, length);
      parser.received(length);
      return at + length;
    }
    if (parser.advance(stream, at, end)) {
      String words =
          Arrays.stream(parser.command()).map(word -> new String(word, ISO_8859_1)).toList() + "";
      commands.add(parser.oversized() ? "oversized" + words : words);
    }
    return parser.position();
  }
}
