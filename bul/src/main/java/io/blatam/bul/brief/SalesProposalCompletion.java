package io.blatam.bul.brief;

import io.blatam.bul.brief.SalesProposalBrief.Item;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.Rate;
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
    String es = taxName + " de las líneas que no lo indican";
    String en = taxName + " on the lines that do not state it";
    Optional<Rate> known = country.flatMap(where -> where.rates().salesTax());
    if (known.isEmpty()) {
      assumed.taxNotIncluded(es, en);
      return items;
    }
    assumed.rate(es, en, assumed.format().percent(known.get().rate()), known.get());
    return items.stream()
        .map(
            item ->
                new Item(
                    item.name(),
                    item.detail(),
                    item.quantity(),
                    item.unitPrice(),
                    item.discount(),
                    item.tax().or(() -> Optional.of(known.get().rate()))))
        .toList();
  }
}
