package io.blatam.bul.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in a YAML file that knows its line and its path, so that every refusal can name both.
 * Only the tree is read: no tag is bound to a class. Immutable.
 */
public final class YamlNode {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String file;
  private final String path;
  private final Node node;

  private YamlNode(String file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /**
   * Reads {@code text}; {@code file} is what errors call it.
   *
   * @throws YamlFaultException where it is no YAML or empty
   */
  public static YamlNode read(String file, String text) {
    try {
      Node root =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
      if (root == null) {
        throw new YamlFaultException(file, 1, "", "the file is empty");
      }
      return new YamlNode(file, "", root);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new YamlFaultException(file, line, "", "this is no YAML: " + e.getProblem());
    }
  }

  /** The file, as errors call it. */
  public String file() {
    return file;
  }

  /** Its line in the file, from 1. */
  public int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** What is wrong here. */
  public YamlFaultException fault(String advice) {
    return new YamlFaultException(file, line(), path, advice);
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** The fields of a mapping, in order; a key that stands twice is refused. */
  public Map<String, YamlNode> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw fault("give fields, such as \"key: value\"");
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw fault("a key must be one word");
      }
      String at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      YamlNode value = new YamlNode(file, at, tuple.getValueNode());
      if (entries.put(key.getValue(), value) != null) {
        throw value.fault("it is given twice");
      }
    }
    return entries;
  }

  /** The entries of a list, in order. */
  public List<YamlNode> items() {
    if (!(node instanceof SequenceNode list)) {
      throw fault("give a list, such as [a, b]");
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new YamlNode(file, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** Refuses every key that is not among {@code known}. */
  public YamlNode only(String... known) {
    entries()
        .forEach(
            (key, value) -> {
              if (!Arrays.asList(known).contains(key)) {
                throw value.fault("there is no such key; known here: " + String.join(", ", known));
              }
            });
    return this;
  }

  /** The field {@code key}, which must be there. */
  public YamlNode at(String key) {
    return find(key).orElseThrow(() -> fault("\"" + key + "\" is missing here"));
  }

  /** The field {@code key}, if it is there and not null. */
  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(entries().get(key)).filter(value -> !value.isNull());
  }

  /** Its text, which must be one that is not blank. */
  public String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw fault("give a text");
    }
    return scalar.getValue().strip();
  }

  /** {@code true} or {@code false}. */
  public boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault("give true or false");
    };
  }

  /** A number. */
  public BigDecimal number() {
    try {
      return new BigDecimal(text());
    } catch (NumberFormatException e) {
      throw fault("give a number");
    }
  }

  /** The texts of a list. */
  public List<String> texts() {
    return items().stream().map(YamlNode::text).toList();
  }

  /** The same as a JSON tree; dates stay texts. */
  public JsonNode json() {
    if (node instanceof MappingNode) {
      ObjectNode object = JSON.objectNode();
      entries().forEach((key, value) -> object.set(key, value.json()));
      return object;
    }
    if (node instanceof SequenceNode) {
      ArrayNode array = JSON.arrayNode();
      items().forEach(item -> array.add(item.json()));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        return JSON.numberNode(new BigDecimal(scalar.getValue()));
      } catch (NumberFormatException e) {
        return JSON.textNode(scalar.getValue());
      }
    }
    return tag.equals(Tag.BOOL) && scalar.getValue().matches("true|false")
        ? JSON.booleanNode(scalar.getValue().equals("true"))
        : JSON.textNode(scalar.getValue());
  }

  private boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }
}
