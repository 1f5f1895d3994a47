package io.blatam.kvcache.resp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Collections;
import java.util.List;

/** Runs the inputs that are kept beside it; with {@code JAZZER_FUZZ=1} it looks for new ones. */
class CommandParserFuzzTest {

  private static final ParserLimits LIMITS = new ParserLimits(1 << 16, 1 << 18);

  @FuzzTest(maxDuration = "1m")
  void advance_anyBytesInAnyPieces_endsAsTheWholeDoes(FuzzedDataProvider data) {
    int piece = data.consumeInt(1, 64);
    byte[] stream = data.consumeRemainingAsBytes();
    List<String> whole = ParsedStream.of(stream, List.of(stream.length), LIMITS);
    int pieces = stream.length / piece + 1;
    assertThat(ParsedStream.of(stream, Collections.nCopies(pieces, piece), LIMITS))
        .isEqualTo(whole);
  }
}
