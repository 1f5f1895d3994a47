package io.blatam.kvcache.resp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandParserTest {

  private static final ParserLimits LIMITS = new ParserLimits(1 << 20, 1 << 21);

  private static List<String> parsed(String stream) {
    return ParsedStream.of(stream.getBytes(ISO_8859_1), List.of(Integer.MAX_VALUE), LIMITS);
  }

  @Test
  void advance_arraysAndInline_areCommands() {
    assertThat(parsed("*2\r\n$3\r\nGET\r\n$1\r\na\r\nPING\r\n\r\nset a \"b c\\x41\\n\" 'd\\'e'\n"))
        .containsExactly("[GET, a]", "[PING]", "[set, a, b cA\n, d'e]", "(end)");
  }

  @Test
  void advance_emptyArrays_areSkipped() {
    assertThat(parsed("*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n")).containsExactly("[PING]", "(end)");
  }

  @Test
  void advance_whatIsNotResp_isRefusedInRedisWords() {
    assertThat(parsed("*x\r\n")).containsExactly("Protocol error: invalid multibulk length");
    assertThat(parsed("*1\r\n:1\r\n")).containsExactly("Protocol error: expected '$', got ':'");
    assertThat(parsed("*1\r\n$-1\r\n")).containsExactly("Protocol error: invalid bulk length");
    assertThat(parsed("*1\r\n$536870913\r\n"))
        .containsExactly("Protocol error: invalid bulk length");
    assertThat(parsed("*1\r\n$01\r\n")).containsExactly("Protocol error: invalid bulk length");
    assertThat(parsed("a \"b\r\n")).containsExactly("Protocol error: unbalanced quotes in request");
    assertThat(parsed("x".repeat(70_000)))
        .containsExactly("Protocol error: too big inline request");
    assertThat(parsed("*" + "1".repeat(70_000)))
        .containsExactly("Protocol error: too big mbulk count string");
  }

  @Test
  void advance_argumentOverTheLimit_isSkippedAndTheNextCommandIsRead() {
    String large = "x".repeat((1 << 20) + 1);
    assertThat(
            parsed(
                "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$"
                    + large.length()
                    + "\r\n"
                    + large
                    + "\r\nPING\r\n"))
        .containsExactly("oversized[SET, a, ]", "[PING]", "(end)");
  }

  @Test
  void advance_beforeAuthentication_takesShortCommandsOnly() {
    CommandParser parser = new CommandParser(LIMITS);
    byte[] many = "*11\r\n".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> parser.advance(many, 0, many.length))
        .hasMessage("Protocol error: unauthenticated multibulk length");
  }

  @Test
  void held_announcedArgument_countsOnlyWhatCame() {
    CommandParser parser = new CommandParser(LIMITS);
    parser.trust(true);
    byte[] announced = "*1\r\n$1000000\r\nabc".getBytes(ISO_8859_1);
    parser.advance(announced, 0, announced.length);
    assertThat(parser.held()).isLessThan(200);
  }

  @Test
  void abandon_halfACommand_keepsNothingOfIt() {
    CommandParser parser = new CommandParser(LIMITS);
    parser.trust(true);
    byte[] half = ("*2\r\n$3\r\nGET\r\n$1000000\r\n" + "x".repeat(50_000)).getBytes(ISO_8859_1);
    parser.advance(half, 0, half.length);
    assertThat(parser.held()).isGreaterThan(50_000);
    parser.abandon();
    assertThat(parser.halfway()).isFalse();
    assertThat(parser.held()).isLessThan(1_000);
  }
}
