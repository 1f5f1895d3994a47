package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.SalesProposalBrief.Item;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The prices of an offer. Each line is rounded half up to the currency's decimals, tax is computed
 * on the sum of the lines of one rate, and the total is the sum of what is printed. A line whose
 * rate nobody knows is priced without tax, which is not the same as a rate of 0.
 */
record PriceTable(
    List<Line> lines,
    BigDecimal gross,
    BigDecimal discount,
    BigDecimal net,
    List<TaxLine> taxes,
    BigDecimal total,
    LocalDate validUntil)
    implements FigureModel {

  /** A sales proposal's prices. */
  static PriceTable ofProposal(CompleteBrief brief) {
    var proposal = brief.brief().salesProposal().orElseThrow();
    return of(
        proposal.items(),
        brief.currency().decimals(),
        brief.date().plusDays(proposal.validityDays().orElseThrow()));
  }

  /**
   * The prices of a declared type: the rows of {@code items}, taxed at their own rate or at {@code
   * tax_rate}, valid for {@code validity_days} where the type has such a field.
   */
  static PriceTable ofFields(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    Optional<BigDecimal> rate = fields.number("tax_rate");
    return of(
        fields.rows("items").stream().map(row -> item(row, rate)).toList(),
        brief.currency().decimals(),
        brief.date().plusDays(fields.number("validity_days").map(BigDecimal::intValue).orElse(0)));
  }

  private static Item item(FieldValues row, Optional<BigDecimal> rate) {
    return new Item(
        row.text("name").orElseThrow(),
        row.text("detail"),
        row.number("quantity").orElse(BigDecimal.ONE),
        row.number("unit_price").orElseThrow(),
        row.number("discount"),
        row.number("tax").or(() -> rate));
  }

  private static PriceTable of(List<Item> items, int decimals, LocalDate validUntil) {
    List<Line> lines = items.stream().map(item -> Line.of(item, decimals)).toList();
    BigDecimal gross = sum(lines.stream().map(Line::gross));
    BigDecimal discount = sum(lines.stream().map(Line::discount));
    BigDecimal net = sum(lines.stream().map(Line::net));
    Map<BigDecimal, BigDecimal> bases = new TreeMap<>();
    lines.forEach(
        line ->
            line.taxRate.ifPresent(
                rate -> bases.merge(rate.stripTrailingZeros(), line.net, BigDecimal::add)));
    List<TaxLine> taxes =
        bases.entrySet().stream()
            .filter(entry -> entry.getKey().signum() > 0)
            .map(
                entry ->
                    new TaxLine(
                        entry.getKey(),
                        entry.getValue(),
                        percent(entry.getValue(), entry.getKey(), decimals)))
            .toList();
    return new PriceTable(
        lines,
        gross,
        discount,
        net,
        taxes,
        net.add(sum(taxes.stream().map(TaxLine::amount))),
        validUntil);
  }

  /** Whether every line says its tax, be it 0. */
  public boolean taxKnown() {
    return lines.stream().allMatch(line -> line.taxRate.isPresent());
  }

  /** Whether no line says its tax. */
  public boolean taxUnknown() {
    return lines.stream().allMatch(line -> line.taxRate.isEmpty());
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("price", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.concat(
            Stream.of(gross, discount, net, total),
            Stream.concat(
                lines.stream().flatMap(l -> Stream.of(l.gross, l.discount, l.net)),
                taxes.stream().flatMap(t -> Stream.of(t.rate, t.base, t.amount))))
        .toList();
  }

  @Override
  public List<String> contradictions() {
    return gross.subtract(discount).compareTo(net) == 0
        ? List.of()
        : List.of("gross " + gross + " less discount " + discount + " is not " + net);
  }

  private static BigDecimal percent(BigDecimal base, BigDecimal rate, int decimals) {
    return base.multiply(rate).divide(BigDecimal.valueOf(100), decimals, RoundingMode.HALF_UP);
  }

  private static BigDecimal sum(Stream<BigDecimal> values) {
    return values.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** One priced line; {@code net} is {@code gross} less {@code discount}. */
  public record Line(
      Item item,
      BigDecimal gross,
      BigDecimal discountRate,
      BigDecimal discount,
      BigDecimal net,
      Optional<BigDecimal> taxRate) {
    static Line of(Item item, int decimals) {
      BigDecimal gross =
          item.quantity().multiply(item.unitPrice()).setScale(decimals, RoundingMode.HALF_UP);
      BigDecimal rate = item.discount().orElse(BigDecimal.ZERO);
      BigDecimal discount = percent(gross, rate, decimals);
      return new Line(item, gross, rate, discount, gross.subtract(discount), item.tax());
    }
  }

  /** Tax of one rate on the sum of the lines that carry it. */
  public record TaxLine(BigDecimal rate, BigDecimal base, BigDecimal amount) {}
}
