package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OfferTextTest {

  @Test
  void read_monthlyFee_isPricedByTheMonth() {
    OfferText offer =
        OfferText.read(
            "propuesta comercial de mantenimiento web para Hotel Sol, 3 meses, 1.200 EUR al mes");

    assertThat(offer.service()).contains("mantenimiento web");
    assertThat(offer.client()).contains("Hotel Sol");
    assertThat(offer.items(Language.ES))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.name()).isEqualTo("Mantenimiento web");
              assertThat(item.quantity()).isEqualByComparingTo("3");
              assertThat(item.unitPrice()).isEqualByComparingTo("1200");
            });
    assertThat(offer.need(Language.ES))
        .contains("Según lo conversado, Hotel Sol necesita mantenimiento web durante 3 meses.");
  }

  @Test
  void read_onePrice_isOneLine() {
    OfferText offer =
        OfferText.read("Sales proposal for website redesign for Blue Fox Ltd, USD 8,500");

    assertThat(offer.client()).contains("Blue Fox Ltd");
    assertThat(offer.items(Language.EN))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.name()).isEqualTo("Website redesign");
              assertThat(item.unitPrice()).isEqualByComparingTo("8500");
            });
  }

  @Test
  void read_clientAlone_pricesNothing() {
    OfferText offer = OfferText.read("Sales proposal for Blue Fox, USD 8,500");

    assertThat(offer.client()).contains("Blue Fox");
    assertThat(offer.service()).isEmpty();
    assertThat(offer.items(Language.EN)).isEmpty();
  }

  @Test
  void complete_theNameInTheText_isTheClientAndNotTheSeller() {
    CompleteBrief complete =
        BriefCompletion.complete(
            Brief.ofText("Sales proposal for website redesign for Blue Fox Ltd, USD 8,500"),
            LocalDate.of(2026, 11, 23));

    assertThat(complete.company().name()).isEmpty();
    assertThat(complete.brief().salesProposal().orElseThrow().client()).contains("Blue Fox Ltd");
  }
}
