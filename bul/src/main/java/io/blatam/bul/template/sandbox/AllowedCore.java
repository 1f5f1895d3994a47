package io.blatam.bul.template.sandbox;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is left of Pebble's own extensions. An allow-list: what a later version adds is not there.
 *
 * <p>Not allowed are tags that read other templates (include, import, extends, embed) or keep
 * values (set, macro: with them texts could be doubled and calls nested), regular expressions, and
 * filters that grow their input (replace, format, join; {@link BusinessFilters} has a bounded
 * join).
 */
final class AllowedCore extends ExtensionCustomizer {

  private static final Set<String> FILTERS =
      Set.of(
          "abbreviate",
          "abs",
          "capitalize",
          "default",
          "first",
          "last",
          "length",
          "lower",
          "reverse",
          "rsort",
          "slice",
          "sort",
          "title",
          "trim",
          "upper");
  private static final Set<String> FUNCTIONS = Set.of("max", "min");
  private static final Set<String> OPERATORS =
      Set.of(
          "or",
          "and",
          "is",
          "is not",
          "contains",
          "==",
          "equals",
          "!=",
          ">",
          "<",
          ">=",
          "<=",
          "+",
          "-",
          "*",
          "/",
          "%",
          "|",
          "~");
  private static final int RANGE_PRECEDENCE = 120;

  private final boolean core;

  AllowedCore(Extension extension) {
    super(extension);
    this.core = extension instanceof CoreExtension;
  }

  @Override
  public Map<String, Filter> getFilters() {
    return only(super.getFilters(), core ? FILTERS : Set.of("escape"));
  }

  @Override
  public Map<String, Function> getFunctions() {
    return only(super.getFunctions(), core ? FUNCTIONS : Set.of());
  }

  @Override
  public List<TokenParser> getTokenParsers() {
    return core ? List.of(new IfTokenParser(), new CountedLoop()) : List.of();
  }

  @Override
  public List<BinaryOperator> getBinaryOperators() {
    if (!core) {
      return List.of();
    }
    List<BinaryOperator> operators =
        new ArrayList<>(
            super.getBinaryOperators().stream()
                .filter(operator -> OPERATORS.contains(operator.getSymbol()))
                .toList());
    operators.add(
        new BinaryOperatorImpl(
            "..",
            RANGE_PRECEDENCE,
            BoundedRange::new,
            BinaryOperatorType.NORMAL,
            Associativity.LEFT));
    return operators;
  }

  /** Pebble's own would call methods. */
  @Override
  public List<AttributeResolver> getAttributeResolver() {
    return core ? List.of(new PlainAttributes()) : List.of();
  }

  private static <T> Map<String, T> only(Map<String, T> all, Set<String> allowed) {
    return all == null
        ? Map.of()
        : all.entrySet().stream()
            .filter(entry -> allowed.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
