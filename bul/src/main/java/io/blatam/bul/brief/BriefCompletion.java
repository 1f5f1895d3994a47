package io.blatam.bul.brief;

import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.type.FieldValues;
import io.blatam.bul.type.TypeDefinition.NamesInText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns an ask into a {@link CompleteBrief}: first what the fields say, then what the text says,
 * then assumptions, each of them listed. The same brief and date always give the same result.
 */
public final class BriefCompletion {
  private BriefCompletion() {}

  /**
   * Completes {@code asked} as of {@code today}.
   *
   * @throws InvalidBriefException when nothing says which document is wanted
   */
  public static CompleteBrief complete(Brief asked, LocalDate today) {
    FreeText said = FreeText.read(asked.text().orElse(""));
    Company given = asked.company().orElse(Company.unknown());
    Optional<Country> country =
        given
            .country()
            .flatMap(Country::find)
            .or(() -> given.city().flatMap(Country::ofCity))
            .or(said::country);
    Language language = language(asked, said, country);
    DocumentType type = DocumentKind.required(asked).type();
    Sector sector = sector(given, said);
    // The name in the text of an offer is its client's; whoever asks for it is the seller.
    NamesInText names = type.definition().namesInText();
    Optional<FreeText> seller = Optional.of(said).filter(s -> names == NamesInText.OWN);
    Optional<String> party =
        names == NamesInText.PARTIES
            ? PartiesText.read(asked.text().orElse("")).own()
            : Optional.empty();
    Company company =
        given.orElse(
            Company.of(
                seller.flatMap(FreeText::companyName).or(() -> party),
                seller.flatMap(FreeText::legalForm),
                Optional.of(sector.names().in(language)),
                said.city(),
                country.map(c -> c.names().in(language)),
                Optional.empty()));
    Currency currency =
        asked
            .currency()
            .or(said::currency)
            .flatMap(Currency::find)
            .or(() -> country.map(c -> Currency.of(c.currency())))
            .orElseGet(() -> Currency.of("USD"));
    List<Assumption> assumptions = new ArrayList<>();
    Assumed assumed =
        new Assumed(assumptions, language, new LocalFormat(language, currency, country), sector);
    if (type.definition().money()
        && asked.currency().or(said::currency).isEmpty()
        && country.isEmpty()) {
      assumed.add(
          "Moneda",
          "Currency",
          currency.names().in(language),
          "el encargo no la indica",
          "the brief does not name it");
    }
    Brief complete =
        switch (type.id()) {
          case "business-plan" ->
              with(
                  asked,
                  BusinessPlanCompletion.complete(asked, said, currency, country, today, assumed));
          case "marketing-plan" ->
              with(asked, MarketingPlanCompletion.complete(asked, said, today, currency, assumed));
          case "sales-proposal" ->
              with(asked, SalesProposalCompletion.complete(asked, said, country, today, assumed));
          case "hr-policy" -> with(asked, HrPolicyCompletion.complete(asked, said, today, assumed));
          case "meeting-report" ->
              with(
                  asked,
                  MeetingText.read(asked.text().orElse(""))
                      .fill(asked.meetingReport().orElse(MeetingReportBrief.empty()), said.city()));
          default -> asked;
        };
    FieldValues fields =
        type.definition().typed()
            ? FieldValues.none()
            : DeclaredCompletion.complete(type, asked, company, said, country, today, assumed);
    return new CompleteBrief(
        asked,
        complete,
        type,
        fields,
        language,
        company,
        sector,
        currency,
        country,
        today,
        assumptions);
  }

  private static Language language(Brief asked, FreeText said, Optional<Country> country) {
    if (asked.language().isPresent()) {
      return asked.language().get();
    }
    if (asked.text().isPresent()) {
      return said.language();
    }
    return country
        .filter(
            c -> List.of("US", "GB", "CA", "IE", "DE", "FR", "IT", "PT", "CH").contains(c.code()))
        .map(c -> Language.EN)
        .orElse(Language.ES);
  }

  private static Sector sector(Company given, FreeText said) {
    return given
        .sector()
        .flatMap(Sector::recognise)
        .or(said::sector)
        .or(() -> given.description().flatMap(Sector::recognise))
        .or(() -> given.name().flatMap(Sector::recognise))
        .orElseGet(Sector::general);
  }

  private static Brief with(Brief asked, Record section) {
    return new Brief(
        asked.text(),
        asked.documentType(),
        asked.language(),
        asked.businessArea(),
        asked.title(),
        asked.company(),
        asked.currency(),
        asked.audience(),
        asked.tone(),
        asked.objectives(),
        section instanceof BusinessPlanBrief plan ? Optional.of(plan) : asked.businessPlan(),
        section instanceof MarketingPlanBrief plan ? Optional.of(plan) : asked.marketingPlan(),
        section instanceof SalesProposalBrief offer ? Optional.of(offer) : asked.salesProposal(),
        section instanceof HrPolicyBrief policy ? Optional.of(policy) : asked.hrPolicy(),
        section instanceof MeetingReportBrief report ? Optional.of(report) : asked.meetingReport(),
        asked.fields());
  }
}
