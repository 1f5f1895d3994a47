package io.blatam.inference.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.api.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MaskTest {

  private static final List<Message> TALK =
      List.of(
          Message.user("Escribe a ana@aroma.co y a luis@aroma.co, IBAN ES9121000418450200051332."),
          new Message(
              Message.Role.ASSISTANT,
              "",
              List.of(new ToolCall("1", "enviar", "{\"a\":\"ana@aroma.co\"}")),
              Optional.empty()));

  @Example
  void masked_sameTextEverywhere_samePlaceholder() {
    Mask mask = Mask.of(TALK);

    List<Message> masked = mask.masked(TALK);

    assertThat(masked.get(0).content())
        .isEqualTo("Escribe a [EMAIL_1] y a [EMAIL_2], IBAN [IBAN_1].");
    assertThat(masked.get(1).toolCalls().get(0).arguments()).isEqualTo("{\"a\":\"[EMAIL_1]\"}");
    assertThat(mask.size()).isEqualTo(3);
    assertThat(Mask.of(TALK).masked(TALK)).isEqualTo(masked);
  }

  @Example
  void masked_textHoldsAPlaceholderAlready_itIsLeftAsItIs() {
    List<Message> talk = List.of(Message.user("[EMAIL_1] es de ana@aroma.co"));
    Mask mask = Mask.of(talk);

    assertThat(mask.masked(talk).get(0).content()).isEqualTo("[EMAIL_1] es de [EMAIL_2]");
    assertThat(mask.restored("[EMAIL_1], [EMAIL_2], [EMAIL_3]"))
        .isEqualTo("[EMAIL_1], ana@aroma.co, [EMAIL_3]");
  }

  @Property
  void restoring_cutAnywhere_isAsIfItHadComeWhole(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 9) Integer> cuts) {
    Mask mask = Mask.of(TALK);
    mask.masked(TALK);
    String answer = "[[EMAIL_1] y [EMAIL_2] [no] [IBAN_1][EMAIL_9] fin [EMAIL_";
    String expected =
        "[ana@aroma.co y luis@aroma.co [no] ES9121000418450200051332[EMAIL_9] fin [EMAIL_";
    Restoring restoring = new Restoring(mask);
    List<GenerationChunk> out = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < answer.length(); i++) {
      int to = Math.min(answer.length(), from + cuts.get(i % cuts.size()));
      String piece = answer.substring(from, to);
      out.addAll(restoring.on(new GenerationChunk.Delta(piece)));
      out.addAll(restoring.on(new GenerationChunk.ToolCallDelta(0, "", "", piece)));
      from = to;
    }
    out.addAll(
        restoring.on(
            new GenerationChunk.Completed(
                new Generation(
                    answer,
                    new Usage(1, 1, false),
                    "m",
                    "stop",
                    Generation.Origin.MODEL,
                    Duration.ZERO,
                    Duration.ZERO))));

    assertThat(joined(out, GenerationChunk.Delta.class)).isEqualTo(expected);
    assertThat(joined(out, GenerationChunk.ToolCallDelta.class)).isEqualTo(expected);
    assertThat(((GenerationChunk.Completed) out.get(out.size() - 1)).generation().text())
        .isEqualTo(expected);
  }

  private static String joined(List<GenerationChunk> chunks, Class<?> kind) {
    return chunks.stream()
        .filter(kind::isInstance)
        .map(
            chunk ->
                chunk instanceof GenerationChunk.Delta delta
                    ? delta.text()
                    : ((GenerationChunk.ToolCallDelta) chunk).arguments())
        .collect(Collectors.joining());
  }
}
