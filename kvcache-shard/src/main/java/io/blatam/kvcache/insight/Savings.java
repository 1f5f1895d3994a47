package io.blatam.kvcache.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.api.TokenLedger;
import java.util.List;
import java.util.Optional;

/**
 * What the hits of one tenant's namespace were worth. Two measures of the same thing, not to be
 * added: the time that computing would have taken × a price an hour, and, for generations, the
 * tokens that a model would have read and written × its prices.
 *
 * @param byTime empty where no price an hour is set
 * @param byTokens empty where no token prices are set, or no tokens are known
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Savings(
    String tenant,
    String namespace,
    long savedMillis,
    long inputTokens,
    long outputTokens,
    Optional<Double> byTime,
    Optional<Double> byTokens,
    String currency) {

  private static final double MILLIS_PER_HOUR = 3_600_000;
  private static final double MILLION = 1_000_000;

  static Savings of(
      GroupFigures figures, List<TokenLedger.Saved> ledger, AnalyticsSettings prices) {
    long input = 0;
    long output = 0;
    for (TokenLedger.Saved saved : ledger) {
      if (saved.tenant().equals(figures.name().tenant())
          && saved.namespace().equals(figures.name().namespace())) {
        input += saved.input();
        output += saved.output();
      }
    }
    double time = figures.savedMillis() / MILLIS_PER_HOUR * prices.pricePerHour();
    double tokens =
        input / MILLION * prices.pricePerMillionInputTokens()
            + output / MILLION * prices.pricePerMillionOutputTokens();
    boolean tokensPriced =
        prices.pricePerMillionInputTokens() + prices.pricePerMillionOutputTokens() > 0;
    return new Savings(
        figures.name().tenant(),
        figures.name().namespace(),
        figures.savedMillis(),
        input,
        output,
        prices.pricePerHour() > 0 ? Optional.of(Rounded.toFourDigits(time)) : Optional.empty(),
        tokensPriced && input + output > 0
            ? Optional.of(Rounded.toFourDigits(tokens))
            : Optional.empty(),
        prices.currency());
  }
}
