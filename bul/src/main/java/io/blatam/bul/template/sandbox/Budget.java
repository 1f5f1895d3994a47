package io.blatam.bul.template.sandbox;

import java.util.function.LongSupplier;

/**
 * What one rendering may use up. Each turn of a loop and each look at an attribute is a step; the
 * clock is looked at with each. One thread a rendering.
 */
final class Budget {

  private static final ThreadLocal<Budget> CURRENT = new ThreadLocal<>();

  private final long steps;
  private final long deadline;
  private final LongSupplier nanos;
  private long used;

  private Budget(SandboxLimits limits, LongSupplier nanos) {
    this.steps = limits.steps();
    this.nanos = nanos;
    this.deadline = nanos.getAsLong() + limits.time().toNanos();
  }

  /** Runs a rendering on this thread within the limits. */
  static void within(SandboxLimits limits, LongSupplier nanos, Runnable rendering) {
    CURRENT.set(new Budget(limits, nanos));
    try {
      rendering.run();
    } finally {
      CURRENT.remove();
    }
  }

  /**
   * @throws TemplateError when there are none left
   */
  static void step(int line) {
    Budget budget = CURRENT.get();
    if (budget == null) {
      return;
    }
    budget.used++;
    if (budget.used > budget.steps) {
      throw new TemplateError(
          line, "the template takes more than " + budget.steps + " steps; its loops are too large");
    }
    if (budget.nanos.getAsLong() - budget.deadline > 0) {
      throw new TemplateError(line, "the template takes too long; its loops are too large");
    }
  }
}
