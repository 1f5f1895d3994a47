package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every rate above −100 % at which flows are worth zero. With g = 1 + rate the net present value is
 * a polynomial in g, whose positive roots are isolated by the roots of its derivative (Rolle's
 * theorem), each then found by bisection. So flows that change sign more than once show all their
 * rates, and none is picked silently (R. Brealey, S. Myers, F. Allen, <i>Principles of Corporate
 * Finance</i>, chapter 5, pitfalls of the internal rate).
 *
 * @param rates yearly ratios, rounded half up to eight decimals, ascending
 * @param signChanges how often the flows change sign, zeros left out; a bound on the number of
 *     rates (Descartes' rule)
 */
public record InternalRate(List<BigDecimal> rates, int signChanges) {

  /** Decimals of a rate. */
  public static final int SCALE = 8;

  private static final MathContext PRECISION = new MathContext(40);
  private static final int BISECTIONS = 160;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  public InternalRate {
    rates = List.copyOf(rates);
  }

  /** Solves for flows at the end of period 0, 1, 2, … */
  public static InternalRate of(List<BigDecimal> flows) {
    List<BigDecimal> coefficients = trimmed(flows);
    int changes = signChanges(coefficients);
    if (changes == 0) {
      return new InternalRate(List.of(), 0);
    }
    return new InternalRate(
        roots(coefficients).stream()
            .map(g -> g.subtract(BigDecimal.ONE).setScale(SCALE, RoundingMode.HALF_UP))
            .distinct()
            .toList(),
        changes);
  }

  /** The rate, where there is exactly one. */
  public Optional<BigDecimal> unique() {
    return rates.size() == 1 ? Optional.of(rates.get(0)) : Optional.empty();
  }

  /** Highest power of g first, without the flows of zero around: they add only roots at zero. */
  private static List<BigDecimal> trimmed(List<BigDecimal> flows) {
    int from = 0;
    int to = flows.size();
    while (from < to && flows.get(from).signum() == 0) {
      from++;
    }
    while (to > from && flows.get(to - 1).signum() == 0) {
      to--;
    }
    return flows.subList(from, to);
  }

  private static int signChanges(List<BigDecimal> flows) {
    int changes = 0;
    int last = 0;
    for (BigDecimal flow : flows) {
      if (flow.signum() != 0 && last != 0 && flow.signum() != last) {
        changes++;
      }
      last = flow.signum() == 0 ? last : flow.signum();
    }
    return changes;
  }

  /** The positive roots of a polynomial, ascending. */
  private static List<BigDecimal> roots(List<BigDecimal> polynomial) {
    List<BigDecimal> coefficients = trimmed(polynomial);
    if (coefficients.size() < 2 || signChanges(coefficients) == 0) {
      return List.of();
    }
    List<BigDecimal> borders = new ArrayList<>();
    borders.add(BigDecimal.ZERO);
    if (signChanges(coefficients) > 1) {
      borders.addAll(roots(derivative(coefficients)));
    }
    borders.add(bound(coefficients));
    List<BigDecimal> found = new ArrayList<>();
    for (int i = 1; i < borders.size(); i++) {
      between(coefficients, borders.get(i - 1), borders.get(i)).ifPresent(found::add);
    }
    return found;
  }

  private static List<BigDecimal> derivative(List<BigDecimal> coefficients) {
    int degree = coefficients.size() - 1;
    List<BigDecimal> derived = new ArrayList<>();
    for (int i = 0; i < degree; i++) {
      derived.add(coefficients.get(i).multiply(BigDecimal.valueOf(degree - (long) i), PRECISION));
    }
    return derived;
  }

  /** Cauchy's bound: no root lies above 1 + max |aᵢ| ÷ |a₀|. */
  private static BigDecimal bound(List<BigDecimal> coefficients) {
    BigDecimal largest =
        coefficients.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
    return largest.divide(coefficients.get(0).abs(), PRECISION).add(BigDecimal.ONE);
  }

  private static Optional<BigDecimal> between(
      List<BigDecimal> coefficients, BigDecimal low, BigDecimal high) {
    int signLow = value(coefficients, low).signum();
    int signHigh = value(coefficients, high).signum();
    if (signHigh == 0) {
      return Optional.of(high);
    }
    if (signLow == 0 || signLow == signHigh) {
      return Optional.empty();
    }
    BigDecimal from = low;
    BigDecimal to = high;
    for (int i = 0; i < BISECTIONS; i++) {
      BigDecimal middle = from.add(to).divide(TWO, PRECISION);
      if (value(coefficients, middle).signum() == signLow) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return Optional.of(to);
  }

  /** Horner's scheme. */
  private static BigDecimal value(List<BigDecimal> coefficients, BigDecimal g) {
    BigDecimal value = BigDecimal.ZERO;
    for (BigDecimal coefficient : coefficients) {
      value = value.multiply(g, PRECISION).add(coefficient, PRECISION);
    }
    return value;
  }
}
