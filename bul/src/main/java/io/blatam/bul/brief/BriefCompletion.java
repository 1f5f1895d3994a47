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

  /** Where nobody says a language, these countries' companies get English. */
  private static final Set<String> IN_ENGLISH =
      Set.of("US", "GB", "CA", "IE", "DE", "FR", "IT", "PT", "CH");

  private final Brief asked;
  private final CompanyProfile profile;
  private final LocalDate today;
  private final FreeText said;
  private final DocumentType type;
  private final Optional<Country> country;
  private final Language language;

  /** What the brief tells of the company, in its fields or its text. */
  private final Company told;

  /** The profile, as far as it speaks of that company. */
  private final CompanyProfile own;

  private final Currency currency;

  private BriefCompletion(Brief asked, CompanyProfile profile, LocalDate today) {
    this.asked = asked;
    this.profile = profile;
    this.today = today;
    this.said = FreeText.read(asked.text().orElse(""));
    this.type = DocumentKind.required(asked).type();
    this.country = country();
    this.language = language();
    this.told = told();
    this.own = profile.speaksFor(told.name()) ? profile : profile.unnamed();
    this.currency = currency();
  }

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
    return new BriefCompletion(asked, profile, today).complete();
  }

  private CompleteBrief complete() {
    LocalFormat format = new LocalFormat(language, currency, country);
    Company known = known(format);
    Sector sector = sector(known);
    Company company = located(known, sector);
    List<Assumption> assumptions = new ArrayList<>();
    Assumed assumed = new Assumed(assumptions, language, format, sector);
    assumeCurrency(assumed);
    Brief complete = typed(assumed);
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

  private Company given() {
    return asked.company().orElse(Company.unknown());
  }

  private Optional<Country> country() {
    return given()
        .country()
        .flatMap(Country::find)
        .or(() -> given().city().flatMap(Country::ofCity))
        .or(said::country)
        .or(() -> profile.facts().country().flatMap(Country::find))
        .or(() -> profile.facts().city().flatMap(Country::ofCity))
        .map(known -> known.with(profile.rates()));
  }

  private Language language() {
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
        .filter(known -> IN_ENGLISH.contains(known.code()))
        .map(known -> Language.EN)
        .orElse(Language.ES);
  }

  /** The name in the text of an offer is its client's; whoever asks for it is the seller. */
  private Company told() {
    NamesInText names = type.definition().namesInText();
    Optional<FreeText> seller = Optional.of(said).filter(s -> names == NamesInText.OWN);
    Optional<String> party =
        names == NamesInText.PARTIES
            ? PartiesText.read(asked.text().orElse("")).own()
            : Optional.empty();
    return given()
        .orElse(
            Company.of(
                seller.flatMap(FreeText::companyName).or(() -> party),
                seller.flatMap(FreeText::legalForm),
                Optional.empty(),
                said.city(),
                Optional.empty(),
                Optional.empty()));
  }

  private Optional<String> namedCurrency() {
    return asked.currency().or(said::currency).or(profile::currency);
  }

  private Currency currency() {
    return namedCurrency()
        .flatMap(Currency::find)
        .or(() -> country.map(known -> Currency.of(known.currency())))
        .orElseGet(() -> Currency.of("USD"));
  }

  /** What is told of the company, or else in its profile. */
  private Company known(LocalFormat format) {
    return told.orElse(
        own.facts(
            language,
            own.annualRevenueIn(currency)
                .filter(sales -> SPEAKS_OF_SALES.contains(type.id()))
                .map(format::wholeMoney)));
  }

  private Sector sector(Company known) {
    Company given = given();
    return given
        .sector()
        .flatMap(Sector::recognise)
        .or(said::sector)
        .or(() -> given.description().flatMap(Sector::recognise))
        .or(() -> given.name().flatMap(Sector::recognise))
        .or(() -> known.sector().flatMap(Sector::recognise))
        .orElseGet(Sector::general);
  }

  private Company located(Company known, Sector sector) {
    return known.orElse(
        Company.of(
            Optional.empty(),
            Optional.empty(),
            Optional.of(sector.names().in(language)),
            Optional.empty(),
            country.map(c -> c.names().in(language)),
            Optional.empty()));
  }

  private void assumeCurrency(Assumed assumed) {
    if (type.definition().money() && namedCurrency().isEmpty() && country.isEmpty()) {
      assumed.add(
          "Moneda",
          "Currency",
          currency.names().in(language),
          "el encargo no la indica",
          "the brief does not name it");
    }
  }

  /** The brief with what its type has in fields of its own; the others' are declared. */
  private Brief typed(Assumed assumed) {
    return switch (type.id()) {
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
