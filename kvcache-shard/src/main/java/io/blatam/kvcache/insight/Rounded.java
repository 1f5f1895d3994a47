package io.blatam.kvcache.insight;

/** Estimates as they are told: with as many digits as they are good for. */
final class Rounded {

  private static final double TEN_THOUSAND = 10_000;

  private Rounded() {}

  /** To four digits behind the point. */
  static double toFourDigits(double value) {
    return Math.round(value * TEN_THOUSAND) / TEN_THOUSAND;
  }
}
