package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Rules as one of the program's files has them, and over them those of an operator's file.
 * Thread-safe; files are read once, at start.
 */
public final class Rulebook<T> {

  private final TypeReference<List<T>> type;
  private final Function<T, Object> key;
  private final BinaryOperator<T> over;
  private final List<T> ofTheProgram;
  private volatile List<T> all;

  /**
   * @param resource the program's file
   * @param key what two rules have in common of which the operator's counts
   * @param over what counts of the operator's rule and the program's
   */
  public Rulebook(
      String resource,
      TypeReference<List<T>> type,
      Function<T, Object> key,
      BinaryOperator<T> over) {
    this.type = type;
    this.key = key;
    this.over = over;
    this.ofTheProgram = YamlResource.read(resource, type);
    this.all = ofTheProgram;
  }

  /** Those of the operator in the place of the program's. */
  public Rulebook(String resource, TypeReference<List<T>> type, Function<T, Object> key) {
    this(resource, type, key, (own, known) -> own);
  }

  public List<T> all() {
    return all;
  }

  /**
   * Reads an operator's file.
   *
   * @throws IllegalArgumentException naming file, line and field
   */
  public void addFrom(Path file) {
    Map<Object, T> together = new LinkedHashMap<>();
    ofTheProgram.forEach(rule -> together.put(key.apply(rule), rule));
    YamlResource.read(file, type)
        .forEach(
            own -> together.merge(key.apply(own), own, (known, same) -> over.apply(same, known)));
    all = List.copyOf(together.values());
  }

  /** Only those of the program again. */
  public void reset() {
    all = ofTheProgram;
  }
}
