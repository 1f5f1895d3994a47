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
import java.util.Set;

/**
 * Turns an ask into a {@link CompleteBrief}: first what the fields say, then what the text says,
 * then assumptions, each of them listed. The same brief and date always give the same result.
 */
public final class BriefCompletion {
  /** What a company sells in a year is told to a bank or a partner, not to clients. */
  private static final Set<String> SPEAKS_OF_SALES = Set.of("business-plan");

  private BriefCompletion() {}

  /**
   * Completes {@code asked} as of {@code today}.
   *
   * @throws InvalidBriefException when nothing says which document is wanted
   */
  public static CompleteBrief complete(Brief asked, LocalDate today) {
    return complete(asked, CompanyProfile.empty(), today);
  }

  /**
   * As {@link #complete(Brief, LocalDate)}; what neither fields nor text say is taken from {@code
   * profile} before it is assumed, unless they speak of another company.
   */
  public static CompleteBrief complete(Brief asked, CompanyProfile profile, LocalDate today) {
    FreeText said = FreeText.read(asked.text().orElse(""));
    Company given = asked.company().orElse(Company.unknown());
    Optional<Country> country =
        given
            .country()
            .flatMap(Country::find)
            .or(() -> given.city().flatMap(Country::ofCity))
            .or(said::country)
            .or(() -> profile.facts().country().flatMap(Country::find))
            .or(() -> profile.facts().city().flatMap(Country::ofCity))
            .map(known -> known.with(profile.rates()));
    Language language = language(asked, said, profile, country);
    DocumentType type = DocumentKind.required(asked).type();
    // The name in the text of an offer is its client's; whoever asks for it is the seller.
    NamesInText names = type.definition().namesInText();
    Optional<FreeText> seller = Optional.of(said).filter(s -> names == NamesInText.OWN);
    Optional<String> party =
        names == NamesInText.PARTIES
            ? PartiesText.read(asked.text().orElse("")).own()
            : Optional.empty();
    Company told =
        given.orElse(
            Company.of(
                seller.flatMap(FreeText::companyName).or(() -> party),
                seller.flatMap(FreeText::legalForm),
                Optional.empty(),
                said.city(),
                Optional.empty(),
                Optional.empty()));
    CompanyProfile own = profile.speaksFor(told.name()) ? profile : profile.unnamed();
    Currency currency =
        asked
            .currency()
            .or(said::currency)
            .or(profile::currency)
            .flatMap(Currency::find)
            .or(() -> country.map(c -> Currency.of(c.currency())))
            .orElseGet(() -> Currency.of("USD"));
    LocalFormat format = new LocalFormat(language, currency, country);
    Company known =
        told.orElse(
            own.facts(
                language,
                own.annualRevenueIn(currency)
                    .filter(sales -> SPEAKS_OF_SALES.contains(type.id()))
                    .map(format::wholeMoney)));
    Sector sector = sector(given, said, known);
    Company company =
        known.orElse(
            Company.of(
                Optional.empty(),
                Optional.empty(),
                Optional.of(sector.names().in(language)),
                Optional.empty(),
                country.map(c -> c.names().in(language)),
                Optional.empty()));
    List<Assumption> assumptions = new ArrayList<>();
    Assumed assumed = new Assumed(assumptions, language, format, sector);
    if (type.definition().money()
        && asked.currency().or(said::currency).or(profile::currency).isEmpty()
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
              with(
                  asked,
                  MarketingPlanCompletion.complete(
                      asked, said, today, currency, own.annualRevenueIn(currency), assumed));
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
        complete.toned(asked.tone().or(() -> asked.text().flatMap(Tone::said)).or(profile::tone)),
        type,
        fields,
        language,
        company,
        sector,
        currency,
        country,
        today,
        assumptions,
        own,
        CompanyProfile.taken(told, known, language));
  }

  private static Language language(
      Brief asked, FreeText said, CompanyProfile profile, Optional<Country> country) {
    if (asked.language().isPresent()) {
      return asked.language().get();
    }
    if (asked.text().isPresent()) {
      return said.language();
    }
    if (profile.language().isPresent()) {
      return profile.language().get();
    }
    return country
        .filter(
            c -> List.of("US", "GB", "CA", "IE", "DE", "FR", "IT", "PT", "CH").contains(c.code()))
        .map(c -> Language.EN)
        .orElse(Language.ES);
  }

  private static Sector sector(Company given, FreeText said, Company known) {
    return given
        .sector()
        .flatMap(Sector::recognise)
        .or(said::sector)
        .or(() -> given.description().flatMap(Sector::recognise))
        .or(() -> given.name().flatMap(Sector::recognise))
        .or(() -> known.sector().flatMap(Sector::recognise))
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
