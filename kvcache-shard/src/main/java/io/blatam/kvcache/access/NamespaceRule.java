package io.blatam.kvcache.access;

import java.util.Set;

/**
 * What holds for one namespace.
 *
 * @param read scopes of which a caller needs one to read; none: everybody may
 * @param write scopes of which a caller needs one to change something; none: everybody may
 * @param maxKeyBytes the longest key
 * @param maxValueBytes the longest value
 * @param maxValueSetting the key of the configuration that says so
 */
public record NamespaceRule(
    Set<String> read,
    Set<String> write,
    int maxKeyBytes,
    long maxValueBytes,
    String maxValueSetting) {

  public NamespaceRule {
    read = Set.copyOf(read);
    write = Set.copyOf(write);
  }

  boolean open() {
    return read.isEmpty() && write.isEmpty();
  }
}
