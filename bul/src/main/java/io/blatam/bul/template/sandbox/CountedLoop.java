package io.blatam.bul.template.sandbox;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code {% for %}} whose every turn is a step of the {@link Budget}. */
final class CountedLoop extends ForTokenParser {

  @Override
  public RenderableNode parse(Token token, Parser parser) {
    ForNode loop = (ForNode) super.parse(token, parser);
    return new ForNode(
        loop.getLineNumber(),
        loop.getIterationVariable(),
        new Counted(loop.getIterable()),
        loop.getBody(),
        loop.getElseBody());
  }

  /** What a loop goes over, counted. */
  record Counted(Expression<?> iterable) implements Expression<Object> {

    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      Object value = iterable.evaluate(self, context);
      if (value instanceof Map<?, ?> map) {
        List<Map<String, Object>> entries = new ArrayList<>();
        map.forEach((key, one) -> entries.add(Map.of("key", key, "value", one)));
        return new Turns(entries, getLineNumber());
      }
      if (value instanceof Collection<?> all) {
        return new Turns(all, getLineNumber());
      }
      throw new TemplateError(getLineNumber(), "a loop goes over a list, and this is none");
    }

    @Override
    public void accept(NodeVisitor visitor) {
      iterable.accept(visitor);
    }

    @Override
    public int getLineNumber() {
      return iterable.getLineNumber();
    }
  }

  private static final class Turns extends AbstractCollection<Object> {
    private final Collection<?> all;
    private final int line;

    private Turns(Collection<?> all, int line) {
      this.all = all;
      this.line = line;
    }

    @Override
    public Iterator<Object> iterator() {
      Iterator<?> turns = all.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return turns.hasNext();
        }

        @Override
        public Object next() {
          Budget.step(line);
          return turns.next();
        }
      };
    }

    @Override
    public int size() {
      return all.size();
    }
  }
}
