package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code blatam.kvcache.namespaces} of two nodes differ in. Akka compares single values and
 * does not know the names that operators choose, so all of them travel as one text, under {@link
 * #KEY}.
 */
public final class NamespacesOfAll {

  /** The text; empty where no namespace has settings of its own. */
  public static final String KEY = "blatam.kvcache.namespaces-of-all";

  private static final String NAMESPACES = "blatam.kvcache.namespaces";

  /** What decides whether a write reaches a store, which one, and when a read is up to date. */
  private static final List<String> DECISIVE = List.of("write", "store", "copies.enabled");

  /**
   * @param refused what keeps a node from joining, for people
   * @param warned what else is not the same, for people
   */
  record Differences(List<String> refused, List<String> warned) {}

  private NamespacesOfAll() {}

  /**
   * @param root a node's whole configuration
   * @return the same with {@link #KEY}
   */
  public static Config in(Config root) {
    String text =
        root.hasPath(NAMESPACES)
            ? root.getValue(NAMESPACES).render(ConfigRenderOptions.concise())
            : "";
    return root.withValue(KEY, ConfigValueFactory.fromAnyRef(text));
  }

  /**
   * @param own a node's whole configuration; what a namespace leaves out is said there for all
   * @param theirs the text of another node
   */
  static Differences between(Config own, String theirs) {
    Config mine = ConfigFactory.parseString(own.getString(KEY));
    Config other = ConfigFactory.parseString(theirs);
    Differences differences = new Differences(new ArrayList<>(), new ArrayList<>());
    SortedSet<String> names = new TreeSet<>(mine.root().keySet());
    names.addAll(other.root().keySet());
    for (String name : names) {
      String path = NAMESPACES + "." + ConfigUtil.joinPath(name);
      compare(path, settings(mine, name), settings(other, name), own, differences);
    }
    return differences;
  }

  private static Config settings(Config namespaces, String name) {
    return namespaces.root().get(name) instanceof ConfigObject settings
        ? settings.toConfig()
        : ConfigFactory.empty();
  }

  private static void compare(
      String path, Config mine, Config theirs, Config own, Differences differences) {
    SortedSet<String> keys = new TreeSet<>();
    mine.entrySet().stream().map(Map.Entry::getKey).forEach(keys::add);
    theirs.entrySet().stream().map(Map.Entry::getKey).forEach(keys::add);
    for (String key : keys) {
      String here = said(mine, key, own);
      String there = said(theirs, key, own);
      if (!here.equals(there)) {
        String difference = path + "." + key + " is " + here + " at one node and " + there;
        (DECISIVE.contains(key) ? differences.refused() : differences.warned())
            .add(difference + " at the other");
      }
    }
  }

  /** What holds for all where the namespace says nothing. */
  private static String said(Config namespace, String key, Config own) {
    String forAll = "blatam.kvcache." + key;
    Optional<ConfigValue> value =
        namespace.hasPath(key)
            ? Optional.of(namespace.getValue(key))
            : Optional.of(forAll).filter(own::hasPath).map(own::getValue);
    return value.map(NamespacesOfAll::inOneWay).orElse("not set");
  }

  /** As HOCON has it, {@code on}, {@code yes} and {@code true} are the same. */
  private static String inOneWay(ConfigValue value) {
    return switch (value.render(ConfigRenderOptions.concise())) {
      case "\"on\"", "\"yes\"", "\"true\"" -> "true";
      case "\"off\"", "\"no\"", "\"false\"" -> "false";
      default -> String.valueOf(value.unwrapped());
    };
  }
}
