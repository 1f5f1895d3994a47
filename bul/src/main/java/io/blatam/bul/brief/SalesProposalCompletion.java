package io.blatam.bul.brief;

import io.blatam.bul.brief.SalesProposalBrief.Item;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Fills a proposal's tax and validity. Prices are never assumed: a proposal without items says that
 * the price is still to be agreed.
 */
final class SalesProposalCompletion {
  private static final int VALIDITY_DAYS = 30;

  private SalesProposalCompletion() {}

  static SalesProposalBrief complete(
      Brief asked, FreeText said, Optional<Country> country, LocalDate today, Assumed assumed) {
    SalesProposalBrief given = asked.salesProposal().orElse(SalesProposalBrief.empty());
    OfferText offered = OfferText.read(asked.text().orElse(""));
    Language language = assumed.language();
    List<Item> items = given.items().isEmpty() ? offered.items(language) : given.items();
    int validity =
        assumed.orPlanning(
            given.validityDays(),
            VALIDITY_DAYS,
            "Validez de la oferta (días)",
            "Validity of the offer (days)",
            String::valueOf);
    String taxName =
        given
            .taxName()
            .or(() -> country.map(Country::salesTaxName))
            .orElse(assumed.language().choose("Impuesto", "Tax"));
    return new SalesProposalBrief(
        given.client().or(said::client).or(offered::client),
        given.contact(),
        given.number(),
        given.need().or(() -> offered.need(language)),
        given.solution(),
        taxed(items, country, taxName, assumed),
        Optional.of(taxName),
        Optional.of(validity),
        given.payment(),
        given.delivery().or(() -> offered.duration(language)),
        given.warranty(),
        given.scopeOut(),
        given.terms());
  }

  private static List<Item> taxed(
      List<Item> items, Optional<Country> country, String taxName, Assumed assumed) {
    if (items.stream().allMatch(item -> item.tax().isPresent())) {
      return items;
    }
    BigDecimal rate =
        assumed.orRate(
            Optional.empty(),
            country.flatMap(known -> known.rates().salesTax()),
            BigDecimal.ZERO,
            taxName + " de las líneas que no lo indican",
            taxName + " on the lines that do not state it");
    return items.stream()
        .map(
            item ->
                new Item(
                    item.name(),
                    item.detail(),
                    item.quantity(),
                    item.unitPrice(),
                    item.discount(),
                    item.tax().or(() -> Optional.of(rate))))
        .toList();
  }
}
