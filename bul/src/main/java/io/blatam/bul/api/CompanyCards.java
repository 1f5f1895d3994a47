package io.blatam.bul.api;

import io.blatam.bul.production.ProfileCards;
import io.blatam.export.api.Logo;
import io.blatam.platform.Platform;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The companies of tenants, for services that print who speaks. Thread-safe. */
public interface CompanyCards {

  /** Over a platform's profiles. */
  static CompanyCards on(Platform platform) {
    return new ProfileCards(platform);
  }

  /**
   * The card of a tenant's company.
   *
   * @param named the company that the ask is for; of another one than the profile's only the tone
   *     is told
   * @param language of the sentences, {@code es} or {@code en}
   */
  CompletionStage<CompanyCard> of(String tenant, Optional<String> named, String language);

  /** The picture that a card or a front matter names; empty where it is gone. */
  CompletionStage<Optional<Logo>> logo(String tenant, Optional<String> named);
}
