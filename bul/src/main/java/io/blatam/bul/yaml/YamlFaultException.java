package io.blatam.bul.yaml;

/** What is wrong in a YAML file, as {@code file:line: field: what to change}. */
public final class YamlFaultException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public YamlFaultException(String file, int line, String path, String advice) {
    super(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + advice);
  }
}
