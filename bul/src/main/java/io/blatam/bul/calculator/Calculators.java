package io.blatam.bul.calculator;

import io.blatam.bul.locale.Bilingual;
import java.util.List;
import java.util.Optional;

/** Every calculator there is. */
public final class Calculators {

  private static final List<Calculator> ALL =
      List.of(
          new Calculator(
              "start-up-costs",
              new Bilingual("Costos de puesta en marcha", "Start-up costs"),
              StartUpQuestion.class),
          new Calculator(
              "loan",
              new Bilingual(
                  "Amortización de préstamos: francesa, alemana o al vencimiento",
                  "Loan amortisation: French, German or bullet"),
              LoanQuestion.class),
          new Calculator(
              "depreciation",
              new Bilingual("Depreciación de un activo", "Depreciation of an asset"),
              DepreciationQuestion.class),
          new Calculator(
              "profit-and-loss",
              new Bilingual("Cuenta de resultados", "Profit and loss"),
              ProfitAndLossQuestion.class),
          new Calculator(
              "cash-flow",
              new Bilingual(
                  "Flujo de caja con liquidación del IVA", "Cash flow with settlement of VAT"),
              CashFlowQuestion.class),
          new Calculator(
              "break-even",
              new Bilingual(
                  "Punto de equilibrio de uno o varios productos",
                  "Break-even of one or several products"),
              BreakEvenQuestion.class),
          new Calculator(
              "margin",
              new Bilingual("Margen y recargo sobre el costo", "Margin and mark-up"),
              MarginQuestion.class),
          new Calculator(
              "investment",
              new Bilingual(
                  "Valor presente neto, tasa interna de retorno y plazo de recuperación",
                  "Net present value, internal rate of return and payback"),
              InvestmentQuestion.class),
          new Calculator(
              "payroll",
              new Bilingual(
                  "Costo laboral de la empresa (estimación)", "Employer's payroll cost (estimate)"),
              PayrollQuestion.class),
          new Calculator(
              "pricing",
              new Bilingual(
                  "Precio de venta y descuentos por volumen", "Selling price and volume discounts"),
              PricingQuestion.class));

  private Calculators() {}

  /** All of them. */
  public static List<Calculator> all() {
    return ALL;
  }

  /** The one of that name. */
  public static Optional<Calculator> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
