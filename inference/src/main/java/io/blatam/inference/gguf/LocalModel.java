package io.blatam.inference.gguf;

import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import java.util.List;
import java.util.Optional;

/** A loaded model that writes one text at a time. Not thread-safe; calls block. */
interface LocalModel extends AutoCloseable {

  /** Text that is being written. */
  interface Pieces {

    /** Blocks for one token's time; empty when the text is at its end. */
    Optional<String> next();

    /** The model stops; nothing follows. */
    void cancel();
  }

  /** How many tokens the model reads a text as. */
  int tokens(String text);

  /** The conversation as this model was trained to read one. */
  String prompt(List<Message> messages);

  /**
   * @param maxTokens after which the text is cut off
   * @throws IllegalArgumentException naming the parameter that can not be kept to
   */
  Pieces write(String prompt, Parameters parameters, int maxTokens);

  @Override
  void close();
}
