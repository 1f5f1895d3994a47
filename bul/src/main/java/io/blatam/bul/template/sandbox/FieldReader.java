package io.blatam.bul.template.sandbox;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads off a template what it wants to be told: names and paths, what loops go over, and the type
 * that a filter or an operator gives away. What is only asked about ({@code if}, {@code default})
 * is not required.
 */
final class FieldReader {

  private static final Map<String, Field.Type> BY_FILTER =
      Map.of(
          "money", Field.Type.NUMBER,
          "number", Field.Type.NUMBER,
          "percent", Field.Type.NUMBER,
          "abs", Field.Type.NUMBER,
          "date", Field.Type.DATE,
          "join", Field.Type.LIST);

  /** What every Java object answers to; in a template it is never data. */
  private static final Set<String> OF_OBJECTS =
      Stream.concat(
              Stream.of("class", "clone", "finalize"),
              Arrays.stream(Object.class.getMethods()).map(Method::getName))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Field> fields = new LinkedHashMap<>();

  private FieldReader() {}

  /**
   * The fields of a template.
   *
   * @throws TemplateError naming the line, where it calls something or reaches for what is no data
   */
  static List<Field> read(PebbleTemplateImpl template) {
    FieldReader reader = new FieldReader();
    reader.body(((RootNode) template.getRootNode()).getBody(), Map.of());
    reader.dropParents();
    return List.copyOf(reader.fields.values());
  }

  /** {@code client} says nothing beside {@code client.name}. */
  private void dropParents() {
    List<String> names = new ArrayList<>(fields.keySet());
    names.forEach(
        name -> {
          boolean parent = names.stream().anyMatch(other -> other.startsWith(name + "."));
          if (parent && fields.get(name).type() != Field.Type.LIST) {
            fields.remove(name);
          }
        });
  }

  private void body(BodyNode body, Map<String, String> scope) {
    if (body != null) {
      body.getChildren().forEach(child -> node(child, scope));
    }
  }

  private void node(RenderableNode node, Map<String, String> scope) {
    if (node instanceof PrintNode print) {
      expression(print.getExpression(), scope, Field.Type.TEXT, true);
    } else if (node instanceof IfNode choice) {
      choice
          .getConditionsWithBodies()
          .forEach(
              pair -> {
                expression(pair.getLeft(), scope, Field.Type.BOOLEAN, false);
                body(pair.getRight(), scope);
              });
      body(choice.getElseBody(), scope);
    } else if (node instanceof ForNode loop) {
      loop(loop, scope);
    } else if (node instanceof BodyNode inner) {
      body(inner, scope);
    }
  }

  private void loop(ForNode loop, Map<String, String> scope) {
    Expression<?> over =
        loop.getIterable() instanceof CountedLoop.Counted counted
            ? counted.iterable()
            : loop.getIterable();
    expression(over, scope, Field.Type.LIST, true);
    Map<String, String> inner = new HashMap<>(scope);
    inner.put("loop", "");
    inner.put(
        loop.getIterationVariable(), path(source(over), scope).map(at -> at + "[]").orElse(""));
    body(loop.getBody(), inner);
    body(loop.getElseBody(), scope);
  }

  /** What a chain of filters begins with. */
  private static Expression<?> source(Expression<?> expression) {
    return expression instanceof FilterExpression filter
        ? source(filter.getLeftExpression())
        : expression;
  }

  private void expression(
      Expression<?> expression, Map<String, String> scope, Field.Type type, boolean required) {
    Optional<String> path = path(expression, scope);
    if (path.isPresent()) {
      add(path.get(), type, required);
    } else if (expression instanceof GetAttributeExpression attribute) {
      requireData(attribute);
      expression(attribute.getNode(), scope, type, required);
      expression(attribute.getAttributeNameExpression(), scope, Field.Type.TEXT, required);
    } else if (expression instanceof FilterExpression filter) {
      filter(filter, scope, type, required);
    } else if (expression instanceof BinaryExpression<?> both) {
      Field.Type operand = arithmetic(both) ? Field.Type.NUMBER : Field.Type.TEXT;
      expression(both.getLeftExpression(), scope, operand, required);
      expression(both.getRightExpression(), scope, operand, required);
    } else if (expression instanceof UnaryExpression one) {
      expression(one.getChildExpression(), scope, type, required);
    } else if (expression instanceof TernaryExpression choice) {
      expression(choice.getExpression1(), scope, Field.Type.BOOLEAN, false);
      expression(choice.getExpression2(), scope, type, required);
      expression(choice.getExpression3(), scope, type, required);
    } else if (expression instanceof ArrayExpression list) {
      list.getValues().forEach(value -> expression(value, scope, Field.Type.TEXT, required));
    } else if (expression instanceof FunctionOrMacroInvocationExpression call) {
      arguments(call.getArguments(), scope, required);
    }
  }

  private void filter(
      FilterExpression filter, Map<String, String> scope, Field.Type type, boolean required) {
    if (!(filter.getRightExpression() instanceof FilterInvocationExpression call)) {
      return;
    }
    String name = call.getFilterName();
    expression(
        filter.getLeftExpression(),
        scope,
        name.equals("sum") ? Field.Type.LIST : BY_FILTER.getOrDefault(name, type),
        required && !name.equals("default"));
    if (name.equals("sum")) {
      sumOf(filter.getLeftExpression(), call, scope, required);
    }
    arguments(call.getArgs(), scope, required);
  }

  private void sumOf(
      Expression<?> list,
      FilterInvocationExpression call,
      Map<String, String> scope,
      boolean required) {
    Optional<String> path = path(list, scope);
    List<PositionalArgumentNode> arguments = positional(call.getArgs());
    if (path.isPresent()
        && !arguments.isEmpty()
        && arguments.get(0).getValueExpression() instanceof LiteralStringExpression field) {
      add(path.get() + "[]." + field.getValue(), Field.Type.NUMBER, required);
    }
  }

  private void arguments(ArgumentsNode arguments, Map<String, String> scope, boolean required) {
    for (PositionalArgumentNode argument : positional(arguments)) {
      expression(argument.getValueExpression(), scope, Field.Type.TEXT, required);
    }
  }

  private static List<PositionalArgumentNode> positional(ArgumentsNode arguments) {
    return arguments == null || arguments.getPositionalArgs() == null
        ? List.of()
        : arguments.getPositionalArgs();
  }

  private static boolean arithmetic(BinaryExpression<?> expression) {
    String kind = expression.getClass().getSimpleName();
    return kind.matches("(Add|Subtract|Multiply|Divide|Modulus|Greater|Less).*");
  }

  /** Empty for what is no path; an empty path for what a loop over literals names. */
  private Optional<String> path(Expression<?> expression, Map<String, String> scope) {
    if (expression instanceof ContextVariableExpression variable) {
      return Optional.of(scope.getOrDefault(variable.getName(), variable.getName()));
    }
    if (expression instanceof GetAttributeExpression attribute
        && attribute.getAttributeNameExpression() instanceof LiteralStringExpression name) {
      requireData(attribute);
      return path(attribute.getNode(), scope)
          .map(parent -> parent.isEmpty() ? "" : parent + "." + name.getValue());
    }
    return Optional.empty();
  }

  private static void requireData(GetAttributeExpression attribute) {
    int line = attribute.getLineNumber();
    if (!(attribute.getAttributeNameExpression() instanceof LiteralStringExpression name)) {
      return;
    }
    if (attribute.getArgumentsNode() != null) {
      throw new TemplateError(
          line, "\"" + name.getValue() + "(…)\": a template can not call anything");
    }
    if (OF_OBJECTS.contains(name.getValue())) {
      throw new TemplateError(
          line,
          "\"" + name.getValue() + "\" can not be the name of a field; call it something else");
    }
  }

  private void add(String path, Field.Type type, boolean required) {
    if (path.isEmpty()) {
      return;
    }
    Field known = fields.get(path);
    if (known == null) {
      fields.put(path, new Field(path, type, required));
      return;
    }
    boolean said = known.type() == Field.Type.TEXT || known.type() == Field.Type.BOOLEAN;
    fields.put(
        path,
        new Field(
            path,
            said ? stronger(known.type(), type) : known.type(),
            known.required() || required));
  }

  private static Field.Type stronger(Field.Type known, Field.Type said) {
    return said == Field.Type.BOOLEAN ? known : said;
  }
}
