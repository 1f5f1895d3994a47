package io.blatam.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.StartupException;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Principal ANA = new Principal("ana", "acme", Set.of("documents", "analysis"));

  @TempDir Path secrets;
  Identity identity;

  @BeforeEach
  void load() {
    identity = at(NOW);
  }

  Identity at(Instant instant) {
    return Identity.load(secrets, Clock.fixed(instant, ZoneOffset.UTC));
  }

  @Test
  void verify_issued_givesThePrincipalBack() {
    assertThat(identity.verify(identity.issue(ANA, Duration.ofMinutes(1)))).isEqualTo(ANA);
  }

  @Test
  void verify_afterARestart_stillHolds() {
    String token = identity.issue(ANA, Duration.ofMinutes(1));
    assertThat(at(NOW.plusSeconds(30)).verify(token)).isEqualTo(ANA);
  }

  @Test
  void verify_expired_saysSo() {
    String token = identity.issue(ANA, Duration.ofMinutes(1));
    assertThatThrownBy(() -> at(NOW.plusSeconds(66)).verify(token))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("expired");
  }

  @Test
  void verify_algorithmNone_isRefused() {
    refused(
        JWT.create()
            .withIssuer("blatam")
            .withAudience("blatam")
            .withSubject("ana")
            .withClaim("tenant", "acme")
            .withExpiresAt(NOW.plusSeconds(60))
            .sign(Algorithm.none()));
  }

  @Test
  void verify_hmacWithThePublicKey_isRefused() {
    JsonNode key = Json.mapper().valueToTree(identity.jwks()).path("keys").get(0);
    Algorithm confused = Algorithm.HMAC256(key.path("n").asText().getBytes(StandardCharsets.UTF_8));
    refused(
        JWT.create()
            .withIssuer("blatam")
            .withAudience("blatam")
            .withSubject("ana")
            .withClaim("tenant", "acme")
            .withExpiresAt(Date.from(NOW.plusSeconds(60)))
            .sign(confused));
  }

  @Test
  void verify_otherKey_isRefused(@TempDir Path elsewhere) {
    refused(
        Identity.load(elsewhere, Clock.fixed(NOW, ZoneOffset.UTC))
            .issue(ANA, Duration.ofMinutes(1)));
  }

  @Test
  void verify_changedPayload_isRefused() {
    String[] parts = identity.issue(ANA, Duration.ofMinutes(1)).split("\\.");
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.replace("acme", "rival").getBytes(StandardCharsets.UTF_8));
    refused(parts[0] + "." + forged + "." + parts[2]);
  }

  @Test
  void verify_garbage_isRefused() {
    refused("");
    refused("a.b.c");
    refused("x".repeat(1_000_000));
  }

  @Test
  void load_firstTime_keepsTheKeyFromOthers() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.resolve("jwt-signing-key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void load_brokenKey_saysWhatToDo() throws Exception {
    Files.writeString(secrets.resolve("jwt-signing-key.pem"), "not a key");
    assertThatThrownBy(() -> at(NOW))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("jwt-signing-key.pem");
  }

  @Test
  void macKey_afterARestart_isTheSame() {
    assertThat(at(NOW).macKey("cache")).hasSize(32).isEqualTo(identity.macKey("cache"));
  }

  @Test
  void macKey_otherPurposeOrOtherInstallation_isAnother(@TempDir Path elsewhere) {
    byte[] key = identity.macKey("cache");

    assertThat(identity.macKey("requests")).isNotEqualTo(key);
    assertThat(Identity.load(elsewhere, Clock.systemUTC()).macKey("cache")).isNotEqualTo(key);
  }

  @Test
  void principal_admin_mayEverything() {
    assertThat(new Principal("root", "acme", Set.of(Scopes.ADMIN)).may(Scopes.DOCUMENTS)).isTrue();
    assertThat(ANA.may(Scopes.ADMIN)).isFalse();
  }

  private void refused(String token) {
    assertThatThrownBy(() -> identity.verify(token))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().status())
        .isEqualTo(401);
  }
}
