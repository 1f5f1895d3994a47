package io.blatam.bul.calculator;

import io.blatam.bul.finance.MixBreakEven;
import io.blatam.bul.finance.MixBreakEven.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** {@code break-even}. */
record BreakEvenQuestion(
    @Says(es = "Costos fijos del período", en = "Fixed costs of the period") BigDecimal fixedCosts,
    @Says(es = "Beneficio deseado en el período", en = "Profit wished for in the period")
        Optional<BigDecimal> targetProfit,
    @Says(
            es = "Productos; con uno solo no hacen falta unidades",
            en = "Products; a single one needs no units")
        List<Line> products)
    implements Question {

  BreakEvenQuestion {
    Bounds.amount("fixed_costs", fixedCosts);
    targetProfit.ifPresent(p -> Bounds.amount("target_profit", p));
    products = Bounds.list("products", products, 200);
    for (int i = 0; products.size() > 1 && i < products.size(); i++) {
      if (products.get(i).units.isEmpty()) {
        throw new IllegalArgumentException(
            "products[" + i + "].units: needed with several products, to know their mix");
      }
    }
  }

  record Line(
      @Says(es = "Producto", en = "Product") String name,
      @Says(es = "Precio sin impuesto", en = "Price before tax") BigDecimal price,
      @Says(es = "Costo variable por unidad", en = "Variable cost of a unit") BigDecimal unitCost,
      @Says(es = "Unidades previstas en el período", en = "Units planned in the period")
          Optional<BigDecimal> units) {

    Line {
      name = Bounds.name("name", name);
      Bounds.positive("price", price);
      Bounds.amount("unit_cost", unitCost);
      units.ifPresent(u -> Bounds.positive("units", u));
    }
  }

  @Override
  public Outcome answer() {
    boolean planned = products.stream().allMatch(p -> p.units.isPresent());
    List<Product> mix =
        products.stream()
            .map(p -> new Product(p.name, p.price, p.unitCost, p.units.orElse(BigDecimal.ONE)))
            .toList();
    BigDecimal profit = targetProfit.orElse(BigDecimal.ZERO);
    return Outcome.of(
        planned
            ? MixBreakEven.ofPlan(fixedCosts, profit, mix)
            : MixBreakEven.of(fixedCosts, profit, mix));
  }
}
