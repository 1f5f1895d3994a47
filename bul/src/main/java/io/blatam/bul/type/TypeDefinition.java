package io.blatam.bul.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Country;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A document type as its {@code type.yaml} declares it.
 *
 * @param id name of its folder: {@code service-contract}
 * @param files where its outline and templates are
 * @param label its name
 * @param regional where it has another name
 * @param area id of the business area whose agent is its natural author
 * @param typed whether its brief is a record in Java instead of {@code fields}
 * @param figures name of what computes its figures
 * @param cover whether it has a title page
 * @param toc whether it has a table of contents
 * @param numbered whether chapters are numbered
 * @param money whether it speaks of money, so that a currency nobody named is an assumption
 * @param forThePublic whether everybody may come to read it, so that the company's notes are not
 *     quoted unasked
 * @param advice whether its small print says that it replaces no professional advice
 * @param title what it is called, with {@code {field}} for a field's value; empty: its name
 * @param subtitle the line under the title, likewise; empty: the company and its city
 * @param names a text that says one of them asks for this type
 * @param signs a text that says one of them, and no type's name, speaks of this type
 * @param namesInText whose the names in a free text are
 * @param company what of the company the document can not do without; a line is left where it is
 *     not known
 * @param ask how somebody would ask for it in their own words
 * @param example a brief's fields, in both languages
 */
public record TypeDefinition(
    String id,
    TypeFiles files,
    Bilingual label,
    List<Regional> regional,
    String area,
    boolean typed,
    Named figures,
    boolean cover,
    boolean toc,
    boolean numbered,
    boolean money,
    boolean forThePublic,
    boolean advice,
    Optional<Bilingual> title,
    Optional<Bilingual> subtitle,
    Optional<Pattern> names,
    Optional<Pattern> signs,
    NamesInText namesInText,
    List<String> company,
    List<Field> fields,
    Optional<Bilingual> ask,
    Optional<JsonNode> example) {

  public TypeDefinition {
    regional = List.copyOf(regional);
    company = List.copyOf(company);
    fields = List.copyOf(fields);
  }

  /**
   * Another name.
   *
   * @param countries ISO codes of the countries that say it
   * @param title as the type's own
   */
  public record Regional(Set<String> countries, Bilingual label, Optional<Bilingual> title) {

    public Regional {
      countries = Set.copyOf(countries);
    }
  }

  /** The name of the type in a country. */
  public Bilingual label(Optional<Country> country) {
    return regional(country).map(Regional::label).orElse(label);
  }

  /** What a document is called in a country; empty: the type's name. */
  public Optional<Bilingual> title(Optional<Country> country) {
    return regional(country).flatMap(Regional::title).or(() -> title);
  }

  private Optional<Regional> regional(Optional<Country> country) {
    return country.flatMap(
        there ->
            regional.stream().filter(name -> name.countries().contains(there.code())).findFirst());
  }

  /** Whose name a free text of this type mentions. */
  public enum NamesInText {
    /** The company's that asks for the document. */
    OWN,
    /** Somebody else's: a client's. */
    OTHER,
    /** Both: "entre A y B"; one alone is the other's. */
    PARTIES
  }

  /** A name and where it stands, for an error that only somebody else can find. */
  public record Named(String name, String file, int line) {}
}
