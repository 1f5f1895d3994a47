package io.blatam.bul.calculator;

import io.blatam.bul.finance.Pricing;
import io.blatam.bul.finance.Pricing.Costs;
import io.blatam.bul.finance.Pricing.Discount;
import io.blatam.bul.locale.Bilingual;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code pricing}. */
record PricingQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Costo variable por unidad", en = "Variable cost of a unit") BigDecimal unitCost,
    @Says(es = "Costos fijos del período", en = "Fixed costs of the period")
        Optional<BigDecimal> fixedCosts,
    @Says(es = "Unidades previstas en el período", en = "Units expected in the period")
        Optional<BigDecimal> units,
    @Says(
            es = "Recargo sobre el costo completo, %; o bien margin",
            en = "Mark-up on full cost, %; or else margin")
        Optional<BigDecimal> markup,
    @Says(es = "Margen sobre el precio, %", en = "Margin on the price, %")
        Optional<BigDecimal> margin,
    @Says(es = "IVA, %", en = "VAT or sales tax, %") Optional<BigDecimal> vat,
    @Says(es = "Descuentos por volumen", en = "Volume discounts") Optional<List<Step>> discounts)
    implements Question {

  PricingQuestion {
    currency = Bounds.currency(currency);
    Bounds.amount("unit_cost", unitCost);
    fixedCosts.ifPresent(f -> Bounds.amount("fixed_costs", f));
    units.ifPresent(u -> Bounds.positive("units", u));
    if (fixedCosts.isPresent() && units.isEmpty()) {
      throw new IllegalArgumentException("units: needed to share out the fixed costs");
    }
    if (markup.isPresent() == margin.isPresent()) {
      throw new IllegalArgumentException("markup: give either markup or margin");
    }
    markup.ifPresent(m -> Bounds.percent("markup", m, 0, 100_000));
    margin.ifPresent(m -> Bounds.percent("margin", m, 0, 99));
    vat.ifPresent(v -> Bounds.percent("vat", v, 0, 100));
    discounts.ifPresent(d -> Bounds.atMost("discounts", d, 50));
  }

  record Step(
      @Says(es = "Desde cuántas unidades", en = "From how many units") BigDecimal fromUnits,
      @Says(es = "Descuento, %", en = "Discount, %") BigDecimal discount) {

    Step {
      Bounds.positive("from_units", fromUnits);
      Bounds.percent("discount", discount, 0, 100);
    }
  }

  /** A price step; ratios as percent. */
  record Tier(
      BigDecimal fromUnits,
      BigDecimal discount,
      BigDecimal price,
      BigDecimal profit,
      BigDecimal margin,
      boolean belowCost,
      Optional<BigDecimal> extraVolume) {}

  record Result(
      BigDecimal unitCost,
      BigDecimal price,
      BigDecimal priceWithTax,
      BigDecimal profit,
      BigDecimal margin,
      BigDecimal markup,
      Optional<BigDecimal> breakEvenUnits,
      List<Tier> tiers) {}

  @Override
  public Outcome answer() {
    int decimals = Bounds.decimals(currency);
    Costs costs =
        new Costs(unitCost, fixedCosts.orElse(BigDecimal.ZERO), units.orElse(BigDecimal.ONE));
    BigDecimal tax = Bounds.ratio(vat.orElse(BigDecimal.ZERO));
    List<Discount> steps =
        discounts.orElse(List.of()).stream()
            .map(d -> new Discount(d.fromUnits, Bounds.ratio(d.discount)))
            .toList();
    Pricing pricing =
        markup
            .map(m -> Pricing.costPlus(costs, Bounds.ratio(m), tax, steps, decimals))
            .or(
                () ->
                    margin.map(
                        m -> Pricing.targetMargin(costs, Bounds.ratio(m), tax, steps, decimals)))
            .orElseThrow();
    List<Tier> tiers = pricing.tiers().stream().map(PricingQuestion::tier).toList();
    Result result =
        new Result(
            pricing.unitCost(),
            pricing.price(),
            pricing.priceWithTax(),
            pricing.margin().profit(),
            Bounds.percentage(pricing.margin().margin()),
            Bounds.percentage(pricing.margin().markup()),
            fixedCosts.isPresent() ? pricing.breakEvenUnits() : Optional.empty(),
            tiers);
    return tiers.stream().anyMatch(Tier::belowCost)
        ? Outcome.of(
            result,
            new Bilingual(
                "Algún descuento deja el precio por debajo del costo completo de la unidad.",
                "A discount leaves the price below the full cost of a unit."))
        : Outcome.of(result);
  }

  private static Tier tier(Pricing.Tier tier) {
    return new Tier(
        tier.fromUnits(),
        Bounds.percentage(tier.discount()),
        tier.price(),
        tier.margin().profit(),
        Bounds.percentage(tier.margin().margin()),
        tier.belowCost(),
        tier.extraVolume().map(Bounds::percentage));
  }
}
