package io.blatam.bul.template.sandbox;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The only way from a value to a part of it: keys of maps, places in lists, and {@code loop}. There
 * is no reflection, so there is nothing else to reach.
 */
final class PlainAttributes implements AttributeResolver {

  @Override
  public ResolvedAttribute resolve(
      Object instance,
      Object attribute,
      Object[] argumentValues,
      ArgumentsNode arguments,
      EvaluationContextImpl context,
      String filename,
      int line) {
    Budget.step(line);
    if (argumentValues != null) {
      throw new TemplateError(line, "\"" + attribute + "(…)\": a template can not call anything");
    }
    String name = String.valueOf(attribute);
    if (instance instanceof LoopVariables loop) {
      return new ResolvedAttribute(ofLoop(loop, name, line));
    }
    if (instance instanceof Map<?, ?> map && plain(map) && map.containsKey(name)) {
      return new ResolvedAttribute(map.get(name));
    }
    if (instance instanceof List<?> list && attribute instanceof Number place) {
      int at = place.intValue();
      if (at >= 0 && at < list.size()) {
        return new ResolvedAttribute(list.get(at));
      }
      throw new TemplateError(line, "the list has no place " + at + "; it has " + list.size());
    }
    throw new TemplateError(line, "there is no field \"" + name + "\" here");
  }

  /** Pebble's own scope is a map as well. */
  private static boolean plain(Map<?, ?> map) {
    return map.getClass().getPackageName().equals("java.util");
  }

  private static Object ofLoop(LoopVariables loop, String name, int line) {
    return switch (name) {
      case "index" -> BigDecimal.valueOf(loop.getIndex());
      case "number" -> BigDecimal.valueOf(loop.getIndex() + 1L);
      case "first" -> loop.isFirst();
      case "last" -> loop.isLast();
      case "length" -> BigDecimal.valueOf(loop.getLength().longValue());
      default ->
          throw new TemplateError(
              line, "loop has index, number, first, last and length, not \"" + name + "\"");
    };
  }
}
