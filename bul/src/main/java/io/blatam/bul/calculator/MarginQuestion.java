package io.blatam.bul.calculator;

import io.blatam.bul.finance.Margin;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code margin}: two of the four determine the other two. */
record MarginQuestion(
    @Says(
            es = "Código ISO de la moneda; fija los decimales",
            en = "ISO code of the currency; sets the decimals")
        Optional<String> currency,
    @Says(es = "Costo", en = "Cost") BigDecimal cost,
    @Says(
            es = "Precio sin impuesto; o bien margin o markup",
            en = "Price before tax; or else margin or markup")
        Optional<BigDecimal> price,
    @Says(es = "Margen, % del precio", en = "Margin, % of the price") Optional<BigDecimal> margin,
    @Says(es = "Recargo, % del costo", en = "Mark-up, % of the cost") Optional<BigDecimal> markup)
    implements Question {

  MarginQuestion {
    currency = Bounds.currency(currency);
    Bounds.amount("cost", cost);
    if (Stream.of(price, margin, markup).filter(Optional::isPresent).count() != 1) {
      throw new IllegalArgumentException("price: give exactly one of price, margin and markup");
    }
    price.ifPresent(p -> Bounds.positive("price", p));
    margin.ifPresent(m -> Bounds.percent("margin", m, -1000, 99));
    markup.ifPresent(m -> Bounds.percent("markup", m, -100, 100_000));
  }

  record Result(
      BigDecimal cost, BigDecimal price, BigDecimal profit, BigDecimal margin, BigDecimal markup) {}

  @Override
  public Outcome answer() {
    int decimals = Bounds.decimals(currency);
    Margin found =
        price
            .map(p -> Margin.ofPrice(cost, p))
            .or(() -> margin.map(m -> Margin.ofMargin(cost, Bounds.ratio(m), decimals)))
            .or(() -> markup.map(m -> Margin.ofMarkup(cost, Bounds.ratio(m), decimals)))
            .orElseThrow();
    return Outcome.of(
        new Result(
            found.cost(),
            found.price(),
            found.profit(),
            Bounds.percentage(found.margin()),
            Bounds.percentage(found.markup())));
  }
}
