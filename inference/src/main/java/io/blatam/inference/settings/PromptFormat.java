package io.blatam.inference.settings;

import io.blatam.inference.api.Message;
import io.blatam.platform.StartupException;
import java.util.List;
import java.util.Locale;

/** How a conversation becomes one text, for models that are not asked through a chat interface. */
public enum PromptFormat {
  /** OpenAI's chat markup, which Qwen, Yi, Hermes and many others are trained with. */
  CHATML("", "<|im_start|>%s\n", "<|im_end|>\n", "<|im_start|>", "<|im_end|>"),
  /** Meta's, from Llama 3 on. */
  LLAMA3(
      "<|begin_of_text|>",
      "<|start_header_id|>%s<|end_header_id|>\n\n",
      "<|eot_id|>",
      "<|start_header_id|>",
      "<|eot_id|>"),
  /** No markup: for models that only go on with a text. */
  PLAIN("", "", "\n\n", "", "");

  private final String start;
  private final String before;
  private final String after;
  private final List<String> marks;

  PromptFormat(String start, String before, String after, String... marks) {
    this.start = start;
    this.before = before;
    this.after = after;
    this.marks = List.of(marks).stream().filter(mark -> !mark.isEmpty()).toList();
  }

  static PromptFormat named(String name, String path) {
    for (PromptFormat format : values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return format;
      }
    }
    throw new StartupException(path + ": must be chatml, llama3 or plain, not " + name);
  }

  /** The prompt, up to where the model goes on as the assistant. */
  public String prompt(List<Message> messages) {
    StringBuilder prompt = new StringBuilder(start);
    for (Message message : messages) {
      prompt
          .append(opening(message.role().name().toLowerCase(Locale.ROOT)))
          .append(withoutMarks(message.content()))
          .append(after);
    }
    return prompt.append(opening("assistant")).toString();
  }

  private String opening(String role) {
    return before.isEmpty() ? "" : before.formatted(role);
  }

  /** Nobody's text may end its own turn and begin another's. */
  private String withoutMarks(String content) {
    String text = content;
    for (String mark : marks) {
      text = text.replace(mark, mark.replace('|', '¦'));
    }
    return text;
  }
}
