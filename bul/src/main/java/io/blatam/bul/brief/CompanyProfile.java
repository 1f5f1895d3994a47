package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.CountryRates;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.locale.PlainLetters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a company has told of itself once, used in every document that does not say otherwise: what
 * the brief says wins over it, and it wins over what would be assumed.
 *
 * @param currency ISO 4217 code
 * @param annualRevenue in {@code currency}
 * @param colour of the brand, {@code #rrggbb}
 * @param bankDetails where clients pay, as it is to be printed
 * @param rates that it plans with, in the place of the platform's
 * @param logo id of the picture among the tenant's artifacts; the platform sets it
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CompanyProfile(
    Optional<Company> company,
    Optional<Language> language,
    Optional<String> currency,
    Optional<Tone> tone,
    Optional<Integer> employees,
    Optional<Integer> foundedYear,
    Optional<BigDecimal> annualRevenue,
    List<String> products,
    Optional<String> bankDetails,
    Optional<String> colour,
    Optional<String> logo,
    List<CountryRates> rates) {

  /** At the end of a name in plain letters without points. */
  private static final Pattern LEGAL_FORM =
      Pattern.compile(
          " (?:s ?a ?s|s ?l ?u?|s ?a(?: de c ?v)?|s ?r ?l|s de r ?l(?: de c ?v)?|s ?c|ltda|ltd|llc|inc"
              + "|corp|gmbh|spa|eirl|sociedad limitada|sociedad anonima)$");

  private static final int MOST_RATES = 60;
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  public CompanyProfile {
    company = Require.given(company);
    language = Require.given(language);
    currency = Require.given(currency).map(code -> Currency.of(code).code());
    tone = Require.given(tone);
    employees = Require.given(employees).map(n -> Require.between("employees", n, 0, 10_000_000));
    foundedYear =
        Require.given(foundedYear).map(n -> Require.between("founded_year", n, 1000, 2200));
    annualRevenue = Require.given(annualRevenue).map(n -> Require.amount("annual_revenue", n));
    products =
        Require.list("products", products).stream()
            .map(product -> Require.text("products", product))
            .toList();
    bankDetails = Require.optionalText("bank_details", bankDetails, 500);
    colour = Require.given(colour);
    logo = Require.given(logo);
    rates = rates == null ? List.of() : List.copyOf(rates);
    if (rates.size() > MOST_RATES) {
      throw new IllegalArgumentException("rates: give at most " + MOST_RATES + " countries");
    }
    if (colour.isPresent() && !COLOUR.matcher(colour.get()).matches()) {
      throw new IllegalArgumentException("colour: give it as #rrggbb, such as #0a7d55");
    }
    company
        .flatMap(Company::country)
        .filter(country -> Country.find(country).isEmpty())
        .ifPresent(
            country -> {
              throw new IllegalArgumentException(
                  "company.country: give a code such as CO or a name such as Colombia (was \""
                      + country
                      + "\")");
            });
  }

  /** A profile that says nothing. */
  public static CompanyProfile empty() {
    return new CompanyProfile(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The company's facts, as far as the profile has them. */
  public Company facts() {
    return company.orElseGet(Company::unknown);
  }

  /**
   * As {@link #facts()}, described by its key figures where it has no description of its own.
   *
   * @param revenue of a year, as it is printed; empty where the document does not tell it
   */
  Company facts(Language language, Optional<String> revenue) {
    return facts()
        .orElse(
            Company.of(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                keyFigures(language, revenue)));
  }

  private Optional<String> keyFigures(Language language, Optional<String> revenue) {
    List<String> said = new ArrayList<>(origin(language).stream().toList());
    revenue.ifPresent(sales -> said.add(sells(language, sales)));
    offer(language).ifPresent(said::add);
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", said));
  }

  private static String sells(Language language, String sales) {
    return language
        .choose("Su facturación anual es de %s.", "Its annual revenue is %s.")
        .formatted(sales);
  }

  /** Since when there is the company, and how many work there. */
  private Optional<String> origin(Language language) {
    String who = facts().name().orElse(language.choose("La empresa", "The company"));
    Optional<String> founded =
        foundedYear.map(year -> language.choose("se fundó en ", "was founded in ") + year);
    Optional<String> staff = employees.filter(n -> n > 0).map(n -> staff(n, language));
    return founded.isEmpty() && staff.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Stream.of(founded, staff)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(language.choose(" y ", " and "), who + " ", ".")));
  }

  private Optional<String> offer(Language language) {
    return products.isEmpty()
        ? Optional.empty()
        : Optional.of(
            language
                .choose("Sus productos y servicios: %s.", "Its products and services: %s.")
                .formatted(String.join(", ", products)));
  }

  /** Who the company is, in sentences: in its own words, since when and how many, what it sells. */
  public List<String> portrait(Language language) {
    return Stream.of(facts().find("description"), origin(language), offer(language))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * What it sells in a year, in a sentence; empty where it is not told, or in no known currency.
   */
  public Optional<String> revenueSaid(Language language) {
    Optional<Country> home = facts().country().flatMap(Country::find);
    return currency
        .or(() -> home.map(Country::currency))
        .flatMap(Currency::find)
        .flatMap(
            own ->
                annualRevenue.map(
                    sales ->
                        sells(language, new LocalFormat(language, own, home).wholeMoney(sales))));
  }

  /** As far as it may stand in what is made for the company {@code named}. */
  public CompanyProfile in(Optional<String> named) {
    return speaksFor(named) ? this : unnamed();
  }

  private static String staff(int count, Language language) {
    return count == 1
        ? language.choose("trabaja en ella una persona", "employs one person")
        : language.choose("cuenta con %d personas", "employs %d people").formatted(count);
  }

  /** This profile; a tone it lacks is {@code other}. */
  public CompanyProfile orTone(Tone other) {
    return new CompanyProfile(
        company,
        language,
        currency,
        tone.or(() -> Optional.of(other)),
        employees,
        foundedYear,
        annualRevenue,
        products,
        bankDetails,
        colour,
        logo,
        rates);
  }

  /** This profile with the picture of that id on its documents. */
  public CompanyProfile withLogo(Optional<String> picture) {
    return new CompanyProfile(
        company,
        language,
        currency,
        tone,
        employees,
        foundedYear,
        annualRevenue,
        products,
        bankDetails,
        colour,
        picture,
        rates);
  }

  /** How it writes, without anything that tells who it is: for a document of another company. */
  CompanyProfile unnamed() {
    return new CompanyProfile(
        Optional.empty(),
        language,
        currency,
        tone,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rates);
  }

  /** What it sells in a year, where that is in the document's currency. */
  Optional<BigDecimal> annualRevenueIn(Currency wanted) {
    return currency
            .flatMap(Currency::find)
            .or(
                () ->
                    facts()
                        .country()
                        .flatMap(Country::find)
                        .map(home -> Currency.of(home.currency())))
            .filter(own -> own.code().equals(wanted.code()))
            .isPresent()
        ? annualRevenue
        : Optional.empty();
  }

  /**
   * Whether its facts may stand in a document of the company {@code named}: they may not where the
   * brief speaks of another one.
   */
  boolean speaksFor(Optional<String> named) {
    return named.isEmpty()
        || facts().name().filter(own -> bare(own).equals(bare(named.get()))).isPresent();
  }

  /** A name without the legal form that one may write and another leave out: "La Espiga, S. L.". */
  private static String bare(String name) {
    String plain = PlainLetters.fold(name).replaceAll("[.,]", "").replaceAll("\\s+", " ").strip();
    String shorter = LEGAL_FORM.matcher(plain).replaceFirst("");
    return shorter.isBlank() ? plain : shorter;
  }

  /** What {@code before} lacked and {@code after} has, by name, for the reader. */
  static List<String> taken(Company before, Company after, Language language) {
    List<String> taken = new ArrayList<>();
    for (String fact : Company.FACTS) {
      if (before.find(fact).isEmpty() && after.find(fact).isPresent()) {
        taken.add(Company.label(fact).in(language).toLowerCase(java.util.Locale.ROOT));
      }
    }
    return taken;
  }
}
