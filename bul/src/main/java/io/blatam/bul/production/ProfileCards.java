package io.blatam.bul.production;

import io.blatam.bul.api.CompanyCard;
import io.blatam.bul.api.CompanyCards;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.locale.Language;
import io.blatam.bul.profile.Profiles;
import io.blatam.bul.profile.StoredProfile;
import io.blatam.export.api.Logo;
import io.blatam.platform.Platform;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Cards made of the stored profiles. Thread-safe. */
public final class ProfileCards implements CompanyCards {

  private final Profiles profiles;
  private final Letterhead letterhead;

  public ProfileCards(Platform platform) {
    this.profiles = new Profiles(platform);
    this.letterhead = Letterhead.of(platform);
  }

  @Override
  public CompletionStage<CompanyCard> of(String tenant, Optional<String> named, String language) {
    return profiles
        .of(tenant)
        .thenApply(StoredProfile::inDocuments)
        .thenApply(profile -> card(profile.in(named), Language.of(language)));
  }

  @Override
  public CompletionStage<Optional<Logo>> logo(String tenant, Optional<String> named) {
    return letterhead.logo(tenant, named);
  }

  private static CompanyCard card(CompanyProfile profile, Language language) {
    return new CompanyCard(
        profile.facts().legalName(),
        profile.tone().map(Tone::id),
        profile.colour(),
        profile.logo(),
        profile.portrait(language),
        profile.revenueSaid(language),
        Stream.of("website", "email", "phone")
            .flatMap(fact -> profile.facts().find(fact).stream())
            .toList(),
        profile.bankDetails());
  }
}
