package io.blatam.bul.api;

import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant's company has told of itself, as other services print it; all of it may be empty.
 *
 * @param name with its legal form
 * @param tone {@code formal}, {@code neutral} or {@code warm}
 * @param colour of the brand, {@code #rrggbb}
 * @param logo id of the picture, for {@link CompanyCards#logo}
 * @param portrait sentences that say who it is: since when, how many, what it sells
 * @param revenue a sentence with what it sells in a year
 * @param contact where it is reached: website, e-mail, telephone
 * @param bankDetails where clients pay
 */
public record CompanyCard(
    Optional<String> name,
    Optional<String> tone,
    Optional<String> colour,
    Optional<String> logo,
    List<String> portrait,
    Optional<String> revenue,
    List<String> contact,
    Optional<String> bankDetails)
    implements CborSerializable {

  /** Of a company that has told nothing. */
  public static final CompanyCard EMPTY =
      new CompanyCard(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  public CompanyCard {
    portrait = List.copyOf(portrait);
    contact = List.copyOf(contact);
  }
}
