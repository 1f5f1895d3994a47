package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.PlainLetters;
import java.util.Optional;

/**
 * Who the document speaks for.
 *
 * @param name trade name
 * @param legalForm "SAS", "S. L.", "Ltd"
 * @param sector what it does, in words; matched to a {@link Sector}
 * @param country ISO 3166 alpha-2 code or the country's name in either language
 * @param taxId the number by which the tax office knows it: a NIF, RFC, NIT, CUIT or EIN
 * @param representative who signs for it
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Company(
    Optional<String> name,
    Optional<String> legalForm,
    Optional<String> sector,
    Optional<String> city,
    Optional<String> country,
    Optional<String> description,
    Optional<String> taxId,
    Optional<String> address,
    Optional<String> representative,
    Optional<String> email,
    Optional<String> phone,
    Optional<String> website) {

  public Company {
    name = Require.optionalText("name", name, 120);
    legalForm = Require.optionalText("legal_form", legalForm, 60);
    sector = Require.optionalText("sector", sector, 120);
    city = Require.optionalText("city", city, 80);
    country = Require.optionalText("country", country, 80);
    description = Require.optionalText("description", description, 2000);
    taxId = Require.optionalText("tax_id", taxId, 40);
    address = Require.optionalText("address", address, 200);
    representative = Require.optionalText("representative", representative, 120);
    email = Require.optionalText("email", email, 120);
    phone = Require.optionalText("phone", phone, 40);
    website = Require.optionalText("website", website, 120);
  }

  /** A company of which nothing is known. */
  public static Company unknown() {
    return of(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A company of which no more is known than what a text tells in passing. */
  public static Company of(
      Optional<String> name,
      Optional<String> legalForm,
      Optional<String> sector,
      Optional<String> city,
      Optional<String> country,
      Optional<String> description) {
    return new Company(
        name,
        legalForm,
        sector,
        city,
        country,
        description,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What it is called where it signs: its name with its legal form. */
  public Optional<String> legalName() {
    return name.map(
        called ->
            legalForm
                .filter(
                    form ->
                        !PlainLetters.fold(called)
                            .replaceAll("[ .,]", "")
                            .endsWith(PlainLetters.fold(form).replaceAll("[ .,]", "")))
                .map(form -> called + " " + form)
                .orElse(called));
  }

  /** One of the facts that a document type can ask for, by its name in YAML. */
  public Optional<String> find(String fact) {
    return switch (fact) {
      case "name" -> legalName();
      case "tax_id" -> taxId;
      case "address" -> address;
      case "representative" -> representative;
      case "email" -> email;
      case "phone" -> phone;
      case "website" -> website;
      case "city" -> city;
      default -> throw new IllegalArgumentException("a company has no \"" + fact + "\"");
    };
  }

  /** What such a fact is called. */
  static Bilingual label(String fact) {
    return switch (fact) {
      case "name" -> new Bilingual("Nombre de la empresa", "Company name");
      case "tax_id" -> new Bilingual("Identificación fiscal de la empresa", "Company tax number");
      case "address" -> new Bilingual("Domicilio de la empresa", "Company address");
      case "representative" ->
          new Bilingual("Representante de la empresa", "Company representative");
      case "email" -> new Bilingual("Correo electrónico de la empresa", "Company email");
      case "phone" -> new Bilingual("Teléfono de la empresa", "Company telephone");
      case "website" -> new Bilingual("Sitio web de la empresa", "Company website");
      case "city" -> new Bilingual("Ciudad de la empresa", "Company city");
      default -> throw new IllegalArgumentException("a company has no \"" + fact + "\"");
    };
  }

  /** This company, with what it lacks taken from {@code other}. */
  public Company orElse(Company other) {
    return new Company(
        name.or(other::name),
        legalForm.or(other::legalForm),
        sector.or(other::sector),
        city.or(other::city),
        country.or(other::country),
        description.or(other::description),
        taxId.or(other::taxId),
        address.or(other::address),
        representative.or(other::representative),
        email.or(other::email),
        phone.or(other::phone),
        website.or(other::website));
  }
}
