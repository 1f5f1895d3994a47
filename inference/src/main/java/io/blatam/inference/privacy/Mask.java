package io.blatam.inference.privacy;

import io.blatam.inference.api.Message;
import io.blatam.inference.api.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders of one conversation, such as {@code [EMAIL_1]}. The same text has the same
 * placeholder throughout, so that the model can tell who is who; one that stands in the
 * conversation already is not used. Equal conversations are masked equally. Not thread-safe while
 * it masks.
 */
final class Mask {

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\[(?:EMAIL|IBAN|CURP|RFC|NIF|CIF|CARD|CUIT|NIT|SSN|EIN|CEDULA|PHONE)_\\d{1,4}]");

  /** No longer than a placeholder is: anything else is not held back. */
  private static final Pattern BEGINNING = Pattern.compile("\\[[A-Z]{0,6}(?:_\\d{0,4})?");

  private final Map<String, String> placeholders = new LinkedHashMap<>();
  private final Map<String, String> originals = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final String everything;

  private Mask(String everything) {
    this.everything = everything;
  }

  static Mask of(List<Message> messages) {
    StringBuilder all = new StringBuilder();
    for (Message message : messages) {
      all.append(message.content()).append('\n');
      message.toolCalls().forEach(call -> all.append(call.arguments()).append('\n'));
    }
    return new Mask(all.toString());
  }

  List<Message> masked(List<Message> messages) {
    List<Message> masked = new ArrayList<>();
    for (Message message : messages) {
      List<ToolCall> calls =
          message.toolCalls().stream()
              .map(call -> new ToolCall(call.id(), call.name(), masked(call.arguments())))
              .toList();
      masked.add(
          new Message(message.role(), masked(message.content()), calls, message.toolCallId()));
    }
    return masked;
  }

  private String masked(String text) {
    StringBuilder masked = new StringBuilder();
    int from = 0;
    for (PersonalData.Found found : PersonalData.in(text)) {
      masked.append(text, from, found.start());
      masked.append(placeholder(found.kind(), text.substring(found.start(), found.end())));
      from = found.end();
    }
    return masked.append(text, from, text.length()).toString();
  }

  private String placeholder(String kind, String original) {
    return placeholders.computeIfAbsent(
        original,
        text -> {
          String placeholder;
          do {
            placeholder = "[" + kind + "_" + counts.merge(kind, 1, Integer::sum) + "]";
          } while (everything.contains(placeholder));
          originals.put(placeholder, text);
          return placeholder;
        });
  }

  /** How many different texts are hidden. */
  int size() {
    return originals.size();
  }

  /** A text of the model with what it refers to put back. */
  String restored(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.replaceAll(
        match -> Matcher.quoteReplacement(originals.getOrDefault(match.group(), match.group())));
  }

  /** How much of the text's end may be the beginning of a placeholder. */
  static int unfinished(String text) {
    int open = text.lastIndexOf('[');
    boolean maybe = open >= 0 && BEGINNING.matcher(text.substring(open)).matches();
    return maybe ? text.length() - open : 0;
  }
}
