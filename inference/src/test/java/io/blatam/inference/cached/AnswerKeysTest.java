package io.blatam.inference.cached;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerKeysTest {

  private final AnswerKeys chained = new AnswerKeys("stub", true);
  private final AnswerKeys alone = new AnswerKeys("stub", false);

  /** A conversation up to so many questions, the last of them not answered yet. */
  private static GenerationRequest turn(String name, int questions) {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.system("Be brief."));
    for (int i = 1; i <= questions; i++) {
      if (i > 1) {
        messages.add(Message.assistant("answer " + (i - 1)));
      }
      messages.add(Message.user(name + " " + i));
    }
    return GenerationRequest.of("acme", messages);
  }

  @Test
  void turnsOfAConversation_liveTogether_eachAfterTheOneBefore() {
    CacheKey first = chained.of(turn("talk", 1));
    CacheKey second = chained.of(turn("talk", 2));
    CacheKey third = chained.of(turn("talk", 3));

    assertThat(first.key()).isEqualTo(alone.of(turn("talk", 1)).key());
    assertThat(List.of(second.segment(1024), third.segment(1024)))
        .containsOnly(first.segment(1024));
    assertThat(chained.before(turn("talk", 1))).isEmpty();
    assertThat(chained.before(turn("talk", 2))).hasValue(first);
    assertThat(chained.before(turn("talk", 3))).hasValue(second);
    assertThat(second.key())
        .isNotEqualTo(third.key())
        .endsWith(chained.fingerprint(turn("talk", 2)));
  }

  @Test
  void beside_isTheKeyOfARequestWithTheSameMessagesBefore() {
    GenerationRequest other =
        turn("talk", 2).withMessages(replaced(turn("talk", 2).messages(), Message.user("else")));

    for (AnswerKeys keys : List.of(chained, alone)) {
      assertThat(keys.beside(other, keys.fingerprint(turn("talk", 2))))
          .isEqualTo(keys.of(turn("talk", 2)));
    }
  }

  @Test
  void off_everyAnswerIsUnderItsFingerprintAlone() {
    assertThat(alone.of(turn("talk", 3)).key()).isEqualTo(alone.fingerprint(turn("talk", 3)));
    assertThat(alone.before(turn("talk", 3))).isEmpty();
  }

  private static List<Message> replaced(List<Message> messages, Message last) {
    List<Message> changed = new ArrayList<>(messages);
    changed.set(changed.size() - 1, last);
    return changed;
  }
}
