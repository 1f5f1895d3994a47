package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.calculator.Calculators;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calculators over HTTP: what they answer, and what they say to what they can not take. */
class CalculatorsTest {

  private static final String PATH = "/api/v1/bul/calculators";

  private static ScratchPlatform platform;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start(@TempDir Path directory) {
    platform = ScratchPlatform.start(directory);
    server = platform.serve("bul", new CalculatorRoutes(platform.platform().identity()).routes());
    caller = new HttpCaller(server, platform.token("acme", "documents"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void list_everyFieldIsDescribedInBothLanguages() {
    JsonNode items = caller.get(PATH).json().get("items");

    assertThat(items).hasSize(Calculators.all().size());
    assertThat(items).allSatisfy(item -> described(item.get("fields")));
    assertThat(caller.get(PATH + "/loan").json().at("/fields/1/name").textValue())
        .isEqualTo("principal");
  }

  private static void described(JsonNode fields) {
    assertThat(fields)
        .allSatisfy(
            field -> {
              assertThat(field.at("/description/es").textValue()).isNotBlank();
              assertThat(field.at("/description/en").textValue()).isNotBlank();
              described(field.path("fields"));
            });
  }

  /** Each answers the first thing one would ask it, and with the right figure. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "start-up-costs | {\"costs\":[{\"name\":\"Obra\",\"amount\":10000,\"vat\":21}],\"contingency\":10} | /total | 13100",
        "loan | {\"principal\":200000,\"annual_rate\":6.5,\"months\":360} | /instalment | 1264.14",
        "loan | {\"principal\":1200,\"annual_rate\":12,\"months\":12,\"repayment\":\"german\"} | /total_interest | 78",
        "loan | {\"currency\":\"COP\",\"principal\":48000000,\"annual_rate\":18.5,\"months\":48,\"grace_months\":6,\"repayment\":\"bullet\"} | /total_interest | 35520000",
        "depreciation | {\"cost\":1000,\"residual\":100,\"life\":5,\"method\":\"declining_balance\"} | /years/4/charge | 29.60",
        "profit-and-loss | {\"tax_rate\":25,\"periods\":[{\"name\":\"2027\",\"sales\":1000,\"cost_of_sales\":400}]} | /periods/0/net_profit | 450",
        "cash-flow | {\"country\":\"España\",\"start\":\"2027-01\",\"months\":4,\"opening_cash\":0,\"lines\":[{\"name\":\"Ventas\",\"kind\":\"sales\",\"monthly\":1000},{\"name\":\"Compras\",\"kind\":\"purchases\",\"monthly\":500}]} | /closing_cash | 2105",
        "break-even | {\"fixed_costs\":18000,\"products\":[{\"name\":\"Fuente\",\"price\":100,\"unit_cost\":20}]} | /lines/0/units | 225",
        "margin | {\"cost\":100,\"margin\":60} | /price | 250",
        "margin | {\"cost\":100,\"markup\":50} | /margin | 33.3333",
        "investment | {\"discount_rate\":10,\"flows\":[-123400,36200,54800,48100]} | /irr | 5.9616",
        "payroll | {\"country\":\"ES\",\"date\":\"2025-06-01\",\"employees\":[{\"role\":\"Dependienta\",\"monthly_salary\":2000,\"count\":2}]} | /cost | 73959.20",
        "pricing | {\"unit_cost\":6,\"fixed_costs\":4000,\"units\":1000,\"markup\":50,\"vat\":21} | /price_with_tax | 18.15",
      })
  void post_answers(String name, String body, String pointer, BigDecimal expected) {
    HttpCaller.Answer answer = caller.post(PATH + "/" + name, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().get("calculator").textValue()).isEqualTo(name);
    assertThat(answer.json().get("result").at(pointer).decimalValue())
        .as(answer.text())
        .isEqualByComparingTo(expected);
  }

  @Test
  void investment_severalRates_saysSo() {
    JsonNode answer =
        caller
            .post(PATH + "/investment", "{\"discount_rate\":15,\"flows\":[-100,230,-132]}")
            .json();

    assertThat(answer.get("result").get("irr_candidates")).hasSize(2);
    assertThat(answer.get("result").has("irr")).isFalse();
    assertThat(answer.at("/notes/0/es").textValue()).contains("varias tasas");
  }

  @Test
  void payroll_isMarkedAsAnEstimate() {
    JsonNode answer =
        caller
            .post(
                PATH + "/payroll",
                "{\"country\":\"MX\",\"employees\":[{\"role\":\"a\",\"monthly_salary\":15000}]}")
            .json();

    assertThat(answer.at("/result/estimate").booleanValue()).isTrue();
    assertThat(answer.at("/notes/0/en").textValue()).contains("not a payslip");
    assertThat(answer.at("/result/roles/0/lines/0/source").textValue()).contains("art.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "loan | {} | principal",
        "loan | {\"principal\":0,\"annual_rate\":6,\"months\":12} | principal",
        "loan | {\"principal\":1,\"annual_rate\":6,\"months\":12,\"grace_months\":12} | grace_months",
        "loan | {\"principal\":1,\"annual_rate\":6,\"months\":12,\"repayment\":\"swiss\"} | repayment",
        "loan | {\"principal\":\"1\",\"annual_rate\":6,\"months\":12} | principal",
        "loan | {\"principal\":1e300,\"annual_rate\":6,\"months\":12} | principal",
        "loan | {\"principal\":1,\"annual_rate\":6,\"months\":12,\"colour\":\"red\"} | colour",
        "loan | {\"currency\":\"XXX\",\"principal\":1,\"annual_rate\":6,\"months\":12} | currency",
        "depreciation | {\"cost\":10,\"residual\":11,\"life\":5} | residual",
        "depreciation | {\"cost\":10,\"life\":5,\"method\":\"units_of_production\"} | capacity",
        "cash-flow | {\"country\":\"FR\",\"start\":\"2027-01\",\"months\":4,\"opening_cash\":0,\"lines\":[{\"name\":\"a\",\"kind\":\"sales\",\"monthly\":1}]} | country",
        "cash-flow | {\"country\":\"ES\",\"start\":\"2027-01\",\"months\":4,\"opening_cash\":0,\"lines\":[{\"name\":\"a\",\"kind\":\"sales\"}]} | lines[0].amounts",
        "cash-flow | {\"country\":\"ES\",\"start\":\"January\",\"months\":4,\"opening_cash\":0,\"lines\":[]} | start",
        "cash-flow | {\"country\":\"ES\",\"settlement_months\":5,\"start\":\"2027-01\",\"months\":4,\"opening_cash\":0,\"lines\":[{\"name\":\"a\",\"kind\":\"sales\",\"monthly\":1}]} | settlement_months",
        "break-even | {\"fixed_costs\":1,\"products\":[{\"name\":\"a\",\"price\":1,\"unit_cost\":2}]} | products",
        "break-even | {\"fixed_costs\":1,\"products\":[{\"name\":\"a\",\"price\":1,\"unit_cost\":0},{\"name\":\"b\",\"price\":1,\"unit_cost\":0}]} | products[0].units",
        "margin | {\"cost\":100} | price",
        "margin | {\"cost\":100,\"margin\":100} | margin",
        "investment | {\"discount_rate\":-100,\"flows\":[-1,2]} | discount_rate",
        "investment | {\"discount_rate\":10,\"flows\":[]} | flows",
        "investment | {\"discount_rate\":10,\"flows\":[-1,null]} | flows",
        "payroll | {\"country\":\"FR\",\"employees\":[{\"role\":\"a\",\"monthly_salary\":1}]} | country",
        "pricing | {\"unit_cost\":1} | markup",
      })
  void post_whatCanNotBeTaken_namesTheField(String name, String body, String field) {
    HttpCaller.Answer answer = caller.post(PATH + "/" + name, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").textValue()).as(answer.text()).startsWith(field);
  }

  @Test
  void post_noObject_unknownCalculator_noToken() {
    assertThat(caller.post(PATH + "/loan", "[]").problem()).isEqualTo("malformed-json");
    assertThat(caller.post(PATH + "/astrology", "{}").status()).isEqualTo(404);
    assertThat(new HttpCaller(server, "none").post(PATH + "/loan", "{}").status()).isEqualTo(401);
  }
}
