package io.blatam.inference.template;

import io.blatam.inference.api.Message;
import io.blatam.inference.api.Message.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A conversation as a question and the sentences that may answer it.
 *
 * @param question the last thing that the user asked
 * @param context every other sentence of the conversation, each once, in the order they were
 *     written
 */
record Conversation(String question, List<String> context) {

  static Conversation of(List<Message> messages) {
    int asking = lastOf(Role.USER, messages);
    List<String> last = Sentences.of(messages.get(asking).content());
    int question = questionIn(last);
    Set<String> context = new LinkedHashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      if (i != asking) {
        context.addAll(Sentences.of(messages.get(i).content()));
      } else {
        List<String> others = new ArrayList<>(last);
        if (question >= 0) {
          others.remove(question);
        }
        context.addAll(others);
      }
    }
    return new Conversation(question < 0 ? "" : last.get(question), List.copyOf(context));
  }

  private static int lastOf(Role role, List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == role) {
        return i;
      }
    }
    return messages.size() - 1;
  }

  /** The last sentence with a question mark; where there is none, the last sentence. */
  private static int questionIn(List<String> sentences) {
    for (int i = sentences.size() - 1; i >= 0; i--) {
      if (sentences.get(i).contains("?")) {
        return i;
      }
    }
    return sentences.size() - 1;
  }
}
