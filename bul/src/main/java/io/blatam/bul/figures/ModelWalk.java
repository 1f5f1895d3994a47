package io.blatam.bul.figures;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that a template can reach from the objects it is given: records and their methods
 * without arguments or with one of the records reached, lists, maps and optionals, down to numbers
 * and texts. Not thread-safe; made for one walk.
 */
final class ModelWalk {

  private static final String OURS = "io.blatam.bul.";
  private static final int DEEPEST = 9;
  private static final Set<String> LEFT_OUT =
      Set.of(
          "toString",
          "hashCode",
          "getClass",
          "variables",
          "contradictions",
          "json",
          "format",
          "type",
          "documentType");

  /** What a class lets be printed, by name. */
  private static final ClassValue<List<Method>> PRINTABLE =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getDeclaredMethods())
              .filter(ModelWalk::printable)
              .peek(method -> method.setAccessible(true))
              .sorted(Comparator.comparing(Method::getName))
              .toList();
        }
      };

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Named> numbers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /** A number and the way to it: {@code plan.years[0].netProfit}. */
  record Named(String path, BigDecimal value) {}

  /** Walks from {@code roots}, by name. */
  static ModelWalk from(Map<String, ?> roots) {
    ModelWalk walk = new ModelWalk();
    new TreeMap<>(roots).forEach((name, root) -> walk.visit(root, name, 0));
    walk.answers();
    return walk;
  }

  /** What the objects reached say of each other: {@code budget.margin(product)}. */
  private void answers() {
    List<Object> reached = List.copyOf(seen);
    Map<Class<?>, List<Object>> byType =
        reached.stream()
            .filter(each -> each.getClass().isRecord())
            .collect(Collectors.groupingBy(Object::getClass));
    for (Object target : reached) {
      for (Method method : PRINTABLE.get(target.getClass())) {
        if (method.getParameterCount() == 1) {
          byType
              .getOrDefault(method.getParameterTypes()[0], List.of())
              .forEach(
                  argument ->
                      visit(
                          call(method, target, argument),
                          target.getClass().getSimpleName() + "." + method.getName(),
                          DEEPEST));
        }
      }
    }
  }

  private static boolean printable(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && method.getReturnType() != void.class
        && !LEFT_OUT.contains(method.getName());
  }

  List<Named> numbers() {
    return numbers;
  }

  /** Every text reached: names, descriptions, what the brief says. */
  List<String> texts() {
    return texts;
  }

  private void visit(Object value, String path, int depth) {
    if (value == null || depth > DEEPEST) {
      return;
    }
    if (value instanceof BigDecimal number) {
      numbers.add(new Named(path, number));
    } else if (value instanceof Integer || value instanceof Long) {
      numbers.add(new Named(path, BigDecimal.valueOf(((Number) value).longValue())));
    } else if (value instanceof CharSequence text) {
      texts.add(text.toString());
    } else if (value instanceof Optional<?> maybe) {
      maybe.ifPresent(inner -> visit(inner, path, depth));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> visit(inner, path + "." + key, depth + 1));
    } else if (value instanceof Collection<?> all) {
      numbers.add(new Named(path + ".size", BigDecimal.valueOf(all.size())));
      int index = 0;
      for (Object inner : all) {
        String entry = path + "[" + index++ + "]";
        numbers.add(new Named(entry + " (its place)", BigDecimal.valueOf(index)));
        visit(inner, entry, depth + 1);
      }
    } else if (value.getClass().getName().startsWith(OURS) && !(value instanceof Enum<?>)) {
      object(value, path, depth);
    }
  }

  private void object(Object value, String path, int depth) {
    if (!seen.add(value)) {
      return;
    }
    for (Method method : PRINTABLE.get(value.getClass())) {
      if (method.getParameterCount() == 0) {
        visit(call(method, value), path + "." + method.getName(), depth + 1);
      }
    }
  }

  /** What the method gives; null where it refuses, since then no template can print it either. */
  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException refused) {
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " can not be called", e);
    }
  }
}
