package io.blatam.bul.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a prompt as the model is told to. */
final class Prompts {

  private static final Pattern MARK = Pattern.compile("\\AMARK: (\\w{32})\n");

  private Prompts() {}

  /** What is left of a message without its blocks: all that a model may take for an instruction. */
  static String outsideOfBlocks(String message) {
    Matcher mark = MARK.matcher(message);
    if (!mark.find()) {
      return message;
    }
    String block = "(?s)<(data|draft) %1$s>\n.*?\n</\\1 %1$s>".formatted(mark.group(1));
    return message.replaceAll(block, "");
  }
}
