package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/**
 * Who the document speaks for.
 *
 * @param name trade name
 * @param legalForm "SAS", "S. L.", "Ltd"
 * @param sector what it does, in words; matched to a {@link Sector}
 * @param country ISO 3166 alpha-2 code or the country's name in either language
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Company(
    Optional<String> name,
    Optional<String> legalForm,
    Optional<String> sector,
    Optional<String> city,
    Optional<String> country,
    Optional<String> description) {

  public Company {
    name = Require.optionalText("name", name, 120);
    legalForm = Require.optionalText("legal_form", legalForm, 60);
    sector = Require.optionalText("sector", sector, 120);
    city = Require.optionalText("city", city, 80);
    country = Require.optionalText("country", country, 80);
    description = Require.optionalText("description", description, 2000);
  }

  /** A company of which nothing is known. */
  public static Company unknown() {
    return new Company(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This company, with what it lacks taken from {@code other}. */
  public Company orElse(Company other) {
    return new Company(
        name.or(other::name),
        legalForm.or(other::legalForm),
        sector.or(other::sector),
        city.or(other::city),
        country.or(other::country),
        description.or(other::description));
  }
}
