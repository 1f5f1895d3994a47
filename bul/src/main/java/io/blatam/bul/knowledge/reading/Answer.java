package io.blatam.bul.knowledge.reading;

import java.util.Optional;

/** What the reading process writes: the text, or why there is none. */
record Answer(Optional<ReadText> text, Optional<String> refusal) {

  static Answer of(ReadText text) {
    return new Answer(Optional.of(text), Optional.empty());
  }

  static Answer refused(String sentence) {
    return new Answer(Optional.empty(), Optional.of(sentence));
  }
}
