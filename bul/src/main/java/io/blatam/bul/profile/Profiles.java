package io.blatam.bul.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.InvalidBriefException;
import io.blatam.bul.profile.StoredProfile.Logo;
import io.blatam.bul.store.ProfileTable;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The company profile of each tenant. Any node may change it: a change names the version it was
 * made from, and a second one from the same version is refused with 409. What a node has read it
 * keeps, and asks for the version alone before it uses it again. Thread-safe.
 */
public final class Profiles {
  private static final int KEPT = 500;

  private final Platform platform;
  private final ProfileTable table;
  private final Cache<String, StoredProfile> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  public Profiles(Platform platform) {
    this.platform = platform;
    this.table = new ProfileTable(platform.database());
  }

  /** A tenant's profile as it is now; {@link StoredProfile#NONE} where nothing was told. */
  public CompletionStage<StoredProfile> of(String tenant) {
    return table
        .version(tenant)
        .thenCompose(
            version -> {
              if (version.isEmpty()) {
                return CompletableFuture.completedStage(StoredProfile.NONE);
              }
              StoredProfile known = kept.getIfPresent(tenant);
              if (known != null && known.version() == version.getAsLong()) {
                return CompletableFuture.completedStage(known);
              }
              return read(tenant);
            });
  }

  /**
   * Changes a profile.
   *
   * @param expected the version the change was made from; empty: whichever there is
   */
  public CompletionStage<StoredProfile> change(
      Principal principal,
      Optional<Long> expected,
      UnaryOperator<StoredProfile> change,
      String requestId) {
    return read(principal.tenant())
        .thenCompose(
            before -> {
              if (expected.filter(version -> version != before.version()).isPresent()) {
                return CompletableFuture.failedStage(changedMeanwhile(before.version()));
              }
              StoredProfile asked = change.apply(before);
              Instant now = platform.now();
              StoredProfile after =
                  new StoredProfile(
                      before.version() + 1, asked.profile(), asked.logo(), Optional.of(now));
              return table
                  .replace(principal.tenant(), before.version(), row(after, now))
                  .thenApply(
                      replaced -> {
                        if (!replaced) {
                          throw changedMeanwhile(before.version());
                        }
                        audit(principal, now, requestId);
                        return after;
                      });
            });
  }

  private CompletionStage<StoredProfile> read(String tenant) {
    return table
        .find(tenant)
        .thenApply(
            found -> {
              StoredProfile stored = found.map(Profiles::stored).orElse(StoredProfile.NONE);
              kept.put(tenant, stored);
              return stored;
            });
  }

  /** What the wire or the table says. */
  public static CompanyProfile parse(JsonNode node) {
    try {
      CompanyProfile profile = BriefFormat.json(node, CompanyProfile.class);
      if (profile.logo().isPresent()) {
        throw new InvalidBriefException("logo", "put the picture to /api/v1/bul/profile/logo");
      }
      return profile;
    } catch (InvalidBriefException invalid) {
      throw Problem.validation(
              invalid.field().isEmpty() ? "profile" : invalid.field(), invalid.advice())
          .asException();
    }
  }

  private static StoredProfile stored(ProfileTable.Row row) {
    return new StoredProfile(
        row.version(),
        parse(Json.read(row.profile().getBytes(StandardCharsets.UTF_8), JsonNode.class)),
        row.logo().map(l -> Json.read(l.getBytes(StandardCharsets.UTF_8), Logo.class)),
        Optional.of(row.changedAt()));
  }

  private static ProfileTable.Row row(StoredProfile stored, Instant at) {
    return new ProfileTable.Row(
        stored.version(),
        BriefFormat.tree(stored.profile()).toString(),
        stored.logo().map(Profiles::text),
        at);
  }

  private static String text(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  private void audit(Principal principal, Instant at, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(at, principal, "profile.changed", "profile", requestId));
  }

  private static RuntimeException changedMeanwhile(long version) {
    return Problem.conflict(
            "The profile has been changed meanwhile (it is at version "
                + version
                + "); read it again and repeat the change.")
        .asException();
  }
}
