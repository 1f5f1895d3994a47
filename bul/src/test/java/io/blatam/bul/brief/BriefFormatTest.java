package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.locale.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BriefFormatTest {

  @Test
  void json_readBackWhatWasWritten() {
    Brief brief =
        BriefFormat.yaml(
            """
            document_type: business-plan
            language: es
            company: {name: Aroma, city: Bogotá}
            business_plan:
              loan: {amount: 48000000, annual_rate: 17.5, months: 48}
              products:
                - {name: Café, price: 6800, unit_cost: 1700, monthly_units: 2350}
            """);

    assertThat(BriefFormat.json(BriefFormat.json(brief))).isEqualTo(brief);
    assertThat(brief.language()).contains(Language.ES);
    assertThat(brief.businessPlan().orElseThrow().loan().orElseThrow().months()).contains(48);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                      | text                            | say what document you need
          {"document_type":"poem"}                                                | document_type                   | use one of business-plan
          {"text":"x","language":"fr"}                                            | language                        | use es or en
          {"text":"x","currency":"XYZ"}                                           | currency                        | use one of ARS
          {"text":"x","colour":"red"}                                             | colour                          | there is no such field
          {"text":"x","business_plan":{"loan":{"amount":10,"months":0}}}          | business_plan.loan.months       | between 1 and 360
          {"text":"x","business_plan":{"loan":{"amount":10,"annual_rate":0.14}}}  | business_plan.loan.annual_rate  | 14.5 for 14.5 %
          {"text":"x","business_plan":{"loan":{"months":12}}}                     | business_plan.loan.amount       | give an amount
          {"text":"x","business_plan":{"products":[{"name":"a","price":"b","unit_cost":1,"monthly_units":1}]}} | business_plan.products[0].price | a number without separators
          {"text":"x","business_plan":{"products":[{"name":"","price":1,"unit_cost":1,"monthly_units":1}]}} | business_plan.products[0].name | give a text
          {"text":"x","business_plan":{"start_date":"soon"}}                      | business_plan.start_date        | a date such as
          {"text":"x","business_plan":{"seasonality":[1,2]}}                      | business_plan.seasonality       | twelve factors
          {"text":"x","business_plan":{"products":{}}}                            | business_plan.products          | a list
          {"text":"x","meeting_report":{"actions":[{"task":"a"}]}}                | meeting_report.actions[0].owner | give a text
          """)
  void json_namesTheFieldAndWhatToChange(String json, String field, String advice) {
    assertThatThrownBy(() -> BriefFormat.json(json))
        .isInstanceOfSatisfying(
            InvalidBriefException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.advice()).contains(advice);
            });
  }

  @Test
  void json_malformed() {
    assertThatThrownBy(() -> BriefFormat.json("{\"text\": "))
        .isInstanceOf(InvalidBriefException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void text_tooLong() {
    assertThatThrownBy(() -> Brief.ofText("a".repeat(8001)))
        .hasMessageContaining("text: shorten it to at most 8000");
  }
}
