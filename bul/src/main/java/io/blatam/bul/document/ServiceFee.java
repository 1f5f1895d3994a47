package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a service contract costs over its term, and whether its milestones add up to the fee they
 * are parts of. Before tax, in the currency of the document, never rounded.
 *
 * @param total a monthly fee times the months of the term; empty for other fees
 * @param milestones what they add up to, where each has an amount
 */
record ServiceFee(
    Optional<BigDecimal> total, Optional<BigDecimal> milestones, List<String> contradictions)
    implements FigureModel {

  static ServiceFee of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    Optional<BigDecimal> fee = fields.number("fee");
    String period = fields.text("fee_period").orElse("");
    Optional<BigDecimal> total =
        period.equals("monthly")
            ? fee.flatMap(each -> fields.number("term_months").map(each::multiply))
            : Optional.empty();
    List<Optional<BigDecimal>> parts =
        fields.rows("milestones").stream().map(row -> row.number("amount")).toList();
    Optional<BigDecimal> milestones =
        parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)
            ? Optional.empty()
            : parts.stream().flatMap(Optional::stream).reduce(BigDecimal::add);
    List<String> contradictions =
        period.equals("total")
            ? fee
                .flatMap(
                    whole ->
                        milestones
                            .filter(sum -> sum.compareTo(whole) != 0)
                            .map(
                                sum ->
                                    "the milestones add up to "
                                        + sum.toPlainString()
                                        + ", the fee is "
                                        + whole.toPlainString()))
                .stream()
                .toList()
            : List.of();
    return new ServiceFee(total, milestones, contradictions);
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("fee_total", total);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.of(total, milestones).flatMap(Optional::stream).toList();
  }
}
