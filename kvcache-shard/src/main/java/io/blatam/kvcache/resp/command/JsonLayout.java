package io.blatam.kvcache.resp.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * How JSON.GET lays out what it gives, in RedisJSON's three words; compact where all are empty.
 *
 * @param indent in front of a line, once for each level
 * @param newline between lines
 * @param space between a name's colon and its value
 */
record JsonLayout(String indent, String newline, String space) {

  /** What JSON.GET takes before its paths. */
  static final Set<String> OPTIONS = Set.of("INDENT", "NEWLINE", "SPACE", "NOESCAPE");

  static final JsonLayout COMPACT = new JsonLayout("", "", "");

  /** The same with another text for one of the three words. */
  JsonLayout with(String word, String text) {
    return switch (word) {
      case "INDENT" -> new JsonLayout(text, newline, space);
      case "NEWLINE" -> new JsonLayout(indent, text, space);
      case "SPACE" -> new JsonLayout(indent, newline, text);
      default -> throw new IllegalArgumentException(word);
    };
  }

  /**
   * @param most how long it may become: a long indent, on many lines, is more than anybody sent
   */
  String text(JsonNode node, long most) {
    StringBuilder text = new StringBuilder();
    write(node, 0, text, most);
    return text.toString();
  }

  private void write(JsonNode node, int level, StringBuilder text, long most) {
    if (text.length() + (long) indent.length() * (level + 1) > most) {
      throw new CommandException(
          "ERR the document takes more than " + most + " bytes with such an INDENT");
    }
    if (node.isEmpty()) {
      text.append(node);
    } else if (node.isArray()) {
      text.append('[');
      for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
        line(level + 1, text);
        write(elements.next(), level + 1, text, most);
        text.append(elements.hasNext() ? "," : "");
      }
      line(level, text);
      text.append(']');
    } else {
      text.append('{');
      for (var fields = node.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        line(level + 1, text);
        text.append(TextNode.valueOf(field.getKey())).append(':').append(space);
        write(field.getValue(), level + 1, text, most);
        text.append(fields.hasNext() ? "," : "");
      }
      line(level, text);
      text.append('}');
    }
  }

  private void line(int level, StringBuilder text) {
    text.append(newline).append(indent.repeat(level));
  }
}
