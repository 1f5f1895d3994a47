package io.blatam.bul.template.sandbox;

import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;

/** {@code 1..12}: whole numbers, at most a thousand of them. */
final class BoundedRange extends BinaryExpression<Object> {

  private static final int LENGTH = 1_000;

  @Override
  public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
    long from = whole(getLeftExpression().evaluate(self, context));
    long to = whole(getRightExpression().evaluate(self, context));
    if (Math.abs(to - from) >= LENGTH) {
      throw new TemplateError(
          getLineNumber(), "a range has at most " + LENGTH + " numbers, not " + from + ".." + to);
    }
    List<BigDecimal> numbers =
        LongStream.rangeClosed(Math.min(from, to), Math.max(from, to))
            .mapToObj(BigDecimal::valueOf)
            .toList();
    return numbers;
  }

  private long whole(Object value) {
    if (value instanceof Number number && Math.abs(number.doubleValue()) < 1e12) {
      return number.longValue();
    }
    throw new TemplateError(getLineNumber(), "a range goes from one whole number to another");
  }
}
