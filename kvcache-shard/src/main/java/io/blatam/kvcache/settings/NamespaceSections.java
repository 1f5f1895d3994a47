package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What single namespaces say for themselves, {@code blatam.kvcache.namespaces.<namespace>}. Each
 * feature reads its own keys of a section, and takes from {@code blatam.kvcache} what is left out.
 */
public final class NamespaceSections {

  private static final String NAMESPACES = "blatam.kvcache.namespaces";

  private NamespaceSections() {}

  /**
   * @param root the actor system's whole configuration
   * @return the sections by their namespaces' names, which may have dots
   */
  public static Map<String, Config> of(Config root) {
    Map<String, Config> sections = new LinkedHashMap<>();
    if (root.hasPath(NAMESPACES)) {
      Config namespaces = root.getConfig(NAMESPACES);
      for (String name : namespaces.root().keySet()) {
        sections.put(name, namespaces.getConfig(ConfigUtil.quoteString(name)));
      }
    }
    return sections;
  }

  /** Where a namespace's section stands, as messages to operators say it. */
  public static String path(String namespace) {
    return NAMESPACES + "." + namespace;
  }
}
