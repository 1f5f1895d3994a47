package io.blatam.kvcache.insight;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.HotKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as sentences that somebody can act on. */
final class Advice {

  /** How often a key is looked up is an estimate; with less than this of it it is none. */
  private static final int LEAST_OF_ONE_KEY = 1_000;

  /** A smaller part more or less is not worth a number. */
  private static final double NOTICED = 0.005;

  /** By so much the curve may be below what there is, as it is an LRU cache's, and an estimate. */
  private static final double MUCH_MORE = 0.1;

  private static final double MILLIS_PER_MINUTE = 60_000;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private final Language language;
  private final String currency;
  private final long segmentBytes;

  /**
   * @param segmentBytes the bound of a segment, as it is set
   */
  Advice(Language language, String currency, long segmentBytes) {
    this.language = language;
    this.currency = currency;
    this.segmentBytes = segmentBytes;
  }

  /**
   * @param hitRatio of all lookups, whatever answered them
   */
  List<String> sentences(
      AccessProfile profile, Curve curve, double hitRatio, List<Savings> savings) {
    List<String> sentences = new ArrayList<>();
    if (!profile.tells()) {
      sentences.add(tooFew(profile));
    } else {
      if (hitRatio - curve.at(1).hitRatio() > MUCH_MORE) {
        sentences.add(better(hitRatio));
      }
      sentences.add(twice(curve));
      sentences.add(half(curve));
      sentences.add(enough(curve));
    }
    if (!profile.hot().isEmpty()) {
      hottest(profile, sentences);
    }
    money(savings, sentences);
    return sentences;
  }

  private String tooFew(AccessProfile profile) {
    return language
        .say(
            "Too little was seen for a curve: it takes %s lookups and %s keys looked at, and so far"
                + " there are %s and %s.",
            "Se ha visto muy poco para una curva: hacen falta %s consultas y %s claves observadas,"
                + " y de momento hay %s y %s.")
        .formatted(
            number("%,.0f", AccessProfile.LEAST_LOOKUPS),
            number("%,.0f", AccessProfile.LEAST_KEYS),
            number("%,.0f", profile.lookups()),
            number("%,.0f", profile.sampledKeys()));
  }

  private String better(double hitRatio) {
    return language
        .say(
            "In fact %s of lookups hit, more than LRU would reach with this memory: the policy and"
                + " the tiers below memory see to the rest. More memory can save the %s that missed"
                + " at most, and make hits faster.",
            "En realidad acertó el %s de las consultas, más de lo que LRU lograría con esta memoria:"
                + " del resto se encargan la política y los niveles por debajo de la memoria. Más"
                + " memoria puede ahorrar como mucho el %s que falló, y acelerar los aciertos.")
        .formatted(percent(hitRatio), percent(1 - hitRatio));
  }

  private String twice(Curve curve) {
    Curve.Point now = curve.at(1);
    Curve.Point twice = curve.at(2);
    if (twice.savedVersusNow() < NOTICED) {
      return language.say(
          "Twice the memory (%s instead of %s) would save next to nothing more."
              .formatted(bytes(twice.bytes()), bytes(now.bytes())),
          "El doble de memoria (%s en vez de %s) no ahorraría prácticamente nada más."
              .formatted(bytes(twice.bytes()), bytes(now.bytes())));
    }
    return language.say(
        "Twice the memory (%s instead of %s; blatam.kvcache.segment-bytes = %s) would save %s more: hits would go from %s to %s of lookups."
            .formatted(
                bytes(twice.bytes()),
                bytes(now.bytes()),
                setting(2 * segmentBytes),
                percent(twice.savedVersusNow()),
                percent(now.hitRatio()),
                percent(twice.hitRatio())),
        "El doble de memoria (%s en vez de %s; blatam.kvcache.segment-bytes = %s) ahorraría un %s más: los aciertos pasarían del %s al %s de las consultas."
            .formatted(
                bytes(twice.bytes()),
                bytes(now.bytes()),
                setting(2 * segmentBytes),
                percent(twice.savedVersusNow()),
                percent(now.hitRatio()),
                percent(twice.hitRatio())));
  }

  private String half(Curve curve) {
    Curve.Point half = curve.at(0.5);
    if (-half.savedVersusNow() < NOTICED) {
      return language.say(
          "Half the memory (%s) would save practically as much.".formatted(bytes(half.bytes())),
          "Con la mitad de la memoria (%s) se ahorraría prácticamente lo mismo."
              .formatted(bytes(half.bytes())));
    }
    return language.say(
        "Half the memory (%s) would save %s less."
            .formatted(bytes(half.bytes()), percent(-half.savedVersusNow())),
        "La mitad de la memoria (%s) ahorraría un %s menos."
            .formatted(bytes(half.bytes()), percent(-half.savedVersusNow())));
  }

  private String enough(Curve curve) {
    Curve.Point enough = curve.enough();
    return language.say(
        "Beyond %s more memory gains next to nothing.".formatted(bytes(enough.bytes())),
        "A partir de %s más memoria apenas aporta.".formatted(bytes(enough.bytes())));
  }

  private void hottest(AccessProfile profile, List<String> sentences) {
    HotKey first = profile.hot().get(0);
    double share = first.lookups() / Math.max(1, profile.lookups());
    boolean known = first.lookups() - first.error() >= LEAST_OF_ONE_KEY;
    if (known && share >= 0.1 && share <= 1) {
      sentences.add(
          language.say(
              "One key of namespace '%s' takes about %s of all lookups: what asks for it could keep it."
                  .formatted(first.namespace(), percent(share)),
              "Una sola clave del espacio '%s' recibe cerca del %s de las consultas: quien la pide podría guardarla."
                  .formatted(first.namespace(), percent(share))));
    }
  }

  private void money(List<Savings> savings, List<String> sentences) {
    double millis = savings.stream().mapToLong(Savings::savedMillis).sum();
    double byTime = savings.stream().mapToDouble(each -> each.byTime().orElse(0.0)).sum();
    double byTokens = savings.stream().mapToDouble(each -> each.byTokens().orElse(0.0)).sum();
    if (millis > 0) {
      String worth = byTime > 0 ? amount(byTime) : "";
      sentences.add(
          language.say(
              "Hits saved %s of computing%s."
                  .formatted(time(millis), worth.isEmpty() ? "" : ", worth " + worth),
              "Los aciertos ahorraron %s de cómputo%s."
                  .formatted(time(millis), worth.isEmpty() ? "" : ", por valor de " + worth)));
    }
    if (byTokens > 0) {
      sentences.add(
          language.say(
              "The tokens that no model had to read or write would have cost %s."
                  .formatted(amount(byTokens)),
              "Los tokens que ningún modelo tuvo que leer ni escribir habrían costado %s."
                  .formatted(amount(byTokens))));
    }
  }

  private String amount(double amount) {
    return number("%.2f", amount) + " " + currency;
  }

  private String time(double millis) {
    double minutes = millis / MILLIS_PER_MINUTE;
    if (minutes < 2) {
      return number("%.1f", millis / 1_000) + " s";
    }
    return minutes < 120 ? number("%.0f", minutes) + " min" : number("%.1f", minutes / 60) + " h";
  }

  /** In Spanish a space that does not break stands before the sign. */
  private String percent(double ratio) {
    double value = Math.abs(ratio * 100);
    String digits = number(value < 10 && value > 0 ? "%.1f" : "%.0f", value);
    return language.say(digits + "%", digits + "\u00a0%");
  }

  /** As it is written into a configuration, whatever the language. */
  private static String setting(long bytes) {
    long value = bytes;
    int unit = 0;
    while (value % 1_024 == 0 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    return value + " " + UNITS[unit];
  }

  private String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_024 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    return number(value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value)
        + " "
        + UNITS[unit];
  }

  private String number(String format, double value) {
    Locale locale = language == Language.SPANISH ? Locale.forLanguageTag("es") : Locale.ENGLISH;
    return String.format(locale, format, value);
  }
}
