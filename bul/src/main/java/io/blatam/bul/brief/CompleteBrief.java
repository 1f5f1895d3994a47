package io.blatam.bul.brief;

import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.type.FieldValues;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A brief with nothing left open that the document needs, and the list of what was assumed to get
 * there. The section of {@code brief} for a typed {@code type} is present and its numbers are
 * complete.
 *
 * @param asked what the person wrote, unchanged
 * @param brief the same with fields read from the text and assumptions filled in
 * @param fields the values of a declared type's fields
 * @param date the date the document carries
 * @param profile of the company; empty where it told nothing
 * @param fromProfile which facts came from the company's profile, in the document's language
 */
public record CompleteBrief(
    Brief asked,
    Brief brief,
    DocumentType type,
    FieldValues fields,
    Language language,
    Company company,
    Sector sector,
    Currency currency,
    Optional<Country> country,
    LocalDate date,
    List<Assumption> assumptions,
    CompanyProfile profile,
    List<String> fromProfile) {

  public CompleteBrief {
    assumptions = List.copyOf(assumptions);
    fromProfile = List.copyOf(fromProfile);
  }

  /** What the tax on sales is called: "IVA" in Spain; a name of both languages where it is none. */
  public String salesTax() {
    return country
        .filter(where -> !where.salesTaxName().equals("sales tax"))
        .map(Country::salesTaxName)
        .orElseGet(() -> language.choose("impuesto sobre ventas", "sales tax"));
  }

  /** What documents of its type are called, in its language and country. */
  public String typeLabel() {
    return type.definition().label(country).in(language);
  }

  /** How this document writes numbers and dates. */
  public LocalFormat format() {
    return new LocalFormat(language, currency, country);
  }
}
