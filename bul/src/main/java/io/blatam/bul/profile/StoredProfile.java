package io.blatam.bul.profile;

import io.blatam.bul.brief.CompanyProfile;
import io.blatam.platform.artifact.ArtifactId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant's profile as it is stored.
 *
 * @param version grows by one a change; 0 where nothing was ever stored
 */
public record StoredProfile(
    long version, CompanyProfile profile, Optional<Logo> logo, Optional<Instant> changedAt) {

  /** Of a tenant that has told nothing. */
  public static final StoredProfile NONE =
      new StoredProfile(0, CompanyProfile.empty(), Optional.empty(), Optional.empty());

  /** What goes into documents: what was told, and the picture. */
  public CompanyProfile inDocuments() {
    return profile.withLogo(logo.map(picture -> picture.file().sha256()));
  }

  /** The picture that stands for the company. */
  public record Logo(ArtifactId file, String mediaType, long size) {}
}
