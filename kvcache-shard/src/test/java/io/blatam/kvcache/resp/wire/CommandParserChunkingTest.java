package io.blatam.kvcache.resp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** However a stream is cut into pieces, it says the same. */
class CommandParserChunkingTest {

  private static final ParserLimits LIMITS = new ParserLimits(1 << 20, 1 << 21);

  /** Streams that are commands, nearly commands, and anything. */
  @Provide
  Arbitrary<String> streams() {
    Arbitrary<String> word = Arbitraries.strings().withCharRange('\0', 'ÿ').ofMaxLength(20);
    Arbitrary<String> command =
        word.list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(
                words -> {
                  StringBuilder text = new StringBuilder("*" + words.size() + "\r\n");
                  words.forEach(w -> text.append("$" + w.length() + "\r\n" + w + "\r\n"));
                  return text.toString();
                });
    Arbitrary<String> large =
        Arbitraries.integers()
            .between(65_000, 140_000)
            .map(n -> "*1\r\n$" + n + "\r\n" + "z".repeat(n) + "\r\n");
    Arbitrary<String> inline = Arbitraries.strings().withChars("ab '\"\\x4\r\n").ofMaxLength(12);
    return Arbitraries.frequencyOf(
            Tuple.of(12, command),
            Tuple.of(1, large),
            Tuple.of(4, inline.map(text -> text + "\r\n")),
            Tuple.of(1, word))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void advance_anyChunking_parsesTheSame(
      @ForAll("streams") String stream,
      @ForAll List<@IntRange(min = 1, max = 50) Integer> pieces,
      @ForAll @IntRange(min = 1, max = 9) int every) {
    byte[] bytes = stream.getBytes(ISO_8859_1);
    List<String> whole = ParsedStream.of(bytes, List.of(bytes.length), LIMITS);
    assertThat(ParsedStream.of(bytes, pieces, LIMITS)).isEqualTo(whole);
    assertThat(
            ParsedStream.of(bytes, IntStream.range(0, 100).mapToObj(i -> every).toList(), LIMITS))
        .isEqualTo(whole);
  }
}
