package io.blatam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.identity.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Project Wycheproof's JWS vectors against the verifier that guards every door. The folder is named
 * by {@code -Dblatam.test.data} or {@code BLATAM_TEST_DATA}; without it the shared one beside the
 * project is used, and without that the test is skipped.
 */
class JwsVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path scratch;
  static JsonNode vectors;

  @BeforeAll
  static void read() throws IOException {
    Path file = folder().resolve("jose/json_web_signature_test.json");
    assumeTrue(
        Files.exists(file),
        "skipped: no JWS vectors at "
            + file
            + "; set -Dblatam.test.data to the folder above jose/");
    vectors = JSON.readTree(file.toFile());
  }

  private static Path folder() {
    return Optional.ofNullable(System.getProperty("blatam.test.data"))
        .or(() -> Optional.ofNullable(System.getenv("BLATAM_TEST_DATA")))
        .map(Path::of)
        .orElseGet(() -> root().resolve("../shared/data"));
  }

  /** Surefire runs in the module's folder, an IDE in the project's. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("../pom.xml")) ? here.getParent() : here;
  }

  /**
   * None of them carries our claims, so none may pass, whatever it is signed with; and none may end
   * in anything but a refusal.
   */
  @Test
  void vectors_all_areRefusedByTheDoor() {
    Identity identity = Identity.load(scratch.resolve("own"), Clock.systemUTC());
    int seen = 0;
    for (JsonNode group : vectors.get("testGroups")) {
      for (JsonNode test : group.get("tests")) {
        seen++;
        String jws =
            test.get("jws").isTextual() ? test.get("jws").asText() : test.get("jws").toString();
        assertThat(catchThrowable(() -> identity.verify(jws)))
            .as(test.toString())
            .isInstanceOfSatisfying(
                ProblemException.class,
                refused -> assertThat(refused.problem().status()).isEqualTo(401));
      }
    }
    assertThat(seen).isEqualTo(vectors.get("numberOfTests").asInt());
  }

  /**
   * With the vectors' own RS256 keys as ours, the signature decides: a token that we sign with that
   * key passes, and with its signature, header or payload replaced by those of an invalid vector it
   * does not.
   */
  @Test
  void rs256_vectorsOwnKey_acceptsOursAndNoneOfTheInvalid() throws Exception {
    int invalid = 0;
    int keys = 0;
    for (JsonNode group : vectors.get("testGroups")) {
      JsonNode key = group.path("private");
      if (!key.path("alg").asText().equals("RS256") || !key.has("qi")) {
        continue;
      }
      keys++;
      Identity identity = withKey(scratch.resolve("key" + keys), key);
      String ours =
          identity.issue(
              new io.blatam.platform.identity.Principal("a", "b", java.util.Set.of("admin")),
              java.time.Duration.ofMinutes(5));
      assertThat(identity.verify(ours).tenant()).isEqualTo("b");
      String[] own = ours.split("\\.");
      for (JsonNode test : group.get("tests")) {
        if (!test.get("result").asText().equals("invalid") || !test.get("jws").isTextual()) {
          continue;
        }
        String[] theirs = test.get("jws").asText().split("\\.", -1);
        if (theirs.length != 3) {
          continue;
        }
        invalid++;
        refuses(identity, theirs[0] + "." + own[1] + "." + theirs[2], test);
        refuses(identity, own[0] + "." + own[1] + "." + theirs[2], test);
        refuses(identity, own[0] + "." + theirs[1] + "." + own[2], test);
      }
    }
    assertThat(keys).isPositive();
    assertThat(invalid).isGreaterThan(50);
  }

  private static void refuses(Identity identity, String token, JsonNode test) {
    assertThat(catchThrowable(() -> identity.verify(token)))
        .as(test.toString())
        .isInstanceOf(ProblemException.class);
  }

  private static Identity withKey(Path folder, JsonNode jwk) throws Exception {
    byte[] der =
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new RSAPrivateCrtKeySpec(
                    number(jwk, "n"),
                    number(jwk, "e"),
                    number(jwk, "d"),
                    number(jwk, "p"),
                    number(jwk, "q"),
                    number(jwk, "dp"),
                    number(jwk, "dq"),
                    number(jwk, "qi")))
            .getEncoded();
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("jwt-signing-key.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PRIVATE KEY-----\n");
    return Identity.load(folder, Clock.systemUTC());
  }

  private static BigInteger number(JsonNode jwk, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(field).asText()));
  }
}
