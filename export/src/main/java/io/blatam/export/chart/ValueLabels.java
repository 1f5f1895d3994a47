package io.blatam.export.chart;

import io.blatam.platform.Capital;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * Writes a chart's values as its readers would: in thousands or millions when they are large, with
 * the language's separators. Spanish counts "1.200 millones" where English says "1.2 billion".
 */
final class ValueLabels {

  private record Magnitude(double divisor, String spanish, String english) {}

  private static final Magnitude ONES = new Magnitude(1, "", "");
  private static final Magnitude THOUSANDS = new Magnitude(1e3, "Miles", "thousands");
  private static final Magnitude MILLIONS = new Magnitude(1e6, "Millones", "millions");
  private static final Magnitude ENGLISH_BILLIONS = new Magnitude(1e9, "", "billions");
  private static final Magnitude TRILLIONS = new Magnitude(1e12, "Billones", "trillions");

  private final Locale locale;
  private final String unit;
  private final Magnitude magnitude;
  private final int decimals;

  private ValueLabels(Locale locale, String unit, Magnitude magnitude, double largest) {
    this.locale = locale;
    this.unit = unit;
    this.magnitude = magnitude;
    double scaled = largest / magnitude.divisor;
    this.decimals = scaled >= 1_000 ? 0 : scaled >= 10 ? 1 : scaled >= 0.1 || scaled == 0 ? 2 : 6;
  }

  /**
   * @param largest the largest absolute value that will be written
   */
  static ValueLabels forValuesUpTo(double largest, String unit, Locale locale) {
    boolean spanish = locale.getLanguage().equals("es");
    Magnitude magnitude = ONES;
    if (largest >= 1e12) {
      magnitude = TRILLIONS;
    } else if (largest >= 1e9 && !spanish) {
      magnitude = ENGLISH_BILLIONS;
    } else if (largest >= 1e6) {
      magnitude = MILLIONS;
    } else if (largest >= 1e5) {
      magnitude = THOUSANDS;
    }
    return new ValueLabels(locale, unit, magnitude, largest);
  }

  /** What one unit of the labels is: "Millones de COP", "COP millions", "%"; may be empty. */
  String caption() {
    boolean spanish = locale.getLanguage().equals("es");
    if (magnitude == ONES) {
      return unit;
    }
    if (unit.isEmpty()) {
      return spanish ? magnitude.spanish : Capital.first(magnitude.english);
    }
    return spanish ? magnitude.spanish + " de " + unit : unit + " " + magnitude.english;
  }

  /** A tick's label, with as many decimals as the step between ticks needs. */
  String tick(double value, double step) {
    double scaledStep = step / magnitude.divisor;
    int places = 0;
    while (places < 6 && Math.abs(scaledStep - round(scaledStep, places)) > scaledStep * 1e-6) {
      places++;
    }
    return format(value / magnitude.divisor, places, places);
  }

  /** A single value's label; all labels of a chart are rounded alike. */
  String value(double value) {
    return format(value / magnitude.divisor, 0, decimals);
  }

  /** A share of a whole: "12,5 %". */
  String share(double fraction) {
    return percent(number(fraction * 100, 0, 1));
  }

  private String format(double value, int minDecimals, int maxDecimals) {
    String number = number(value, minDecimals, maxDecimals);
    return unit.equals("%") && magnitude == ONES ? percent(number) : number;
  }

  private String number(double value, int minDecimals, int maxDecimals) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setRoundingMode(RoundingMode.HALF_UP);
    format.setMinimumFractionDigits(minDecimals);
    format.setMaximumFractionDigits(maxDecimals);
    String text = format.format(value);
    return text.equals("-0") ? "0" : text.replace('-', '\u2212');
  }

  private String percent(String number) {
    return locale.getLanguage().equals("es") ? number + "\u00A0%" : number + "%";
  }

  private static double round(double value, int places) {
    double power = Math.pow(10, places);
    return Math.rint(value * power) / power;
  }
}
