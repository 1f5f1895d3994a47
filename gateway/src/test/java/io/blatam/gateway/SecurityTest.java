package io.blatam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.Quickest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that comes without a token of ours reaches a service. */
@Timeout(60)
class SecurityTest {

  private static final String DOCUMENTS = "/api/v1/bul/documents";
  private static final Duration QUICK = Duration.ofMillis(100);

  @TempDir static Path data;
  @TempDir static Path otherSecrets;
  static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayFixture.start(data, "");
    gateway.upstream.behave(RawUpstream.answering("200 OK", "reached"));
    // The first request of a JVM loads classes; the limit is for those after it.
    for (int i = 0; i < 20; i++) {
      with("x.y.z").get(DOCUMENTS);
      with(gateway.caller.token()).get(DOCUMENTS);
    }
    gateway.upstream.behave(RawUpstream.answering("200 OK", "reached"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static HttpCaller with(String token) {
    return new HttpCaller(gateway.server, token);
  }

  static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String claims(String issuer, String audience) {
    return "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"admin\",\"tenant\":\"default\",\"scope\":\"admin\",\"exp\":%d}"
        .formatted(issuer, audience, Instant.now().plusSeconds(600).getEpochSecond());
  }

  /** The public key as an attacker gets it: from the JWKS. */
  static RSAPublicKey publicKey() throws Exception {
    JsonNode key =
        HttpCaller.anonymous(gateway.server).get("/.well-known/jwks.json").json().at("/keys/0");
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    new BigInteger(1, decoder.decode(key.get("n").asText())),
                    new BigInteger(1, decoder.decode(key.get("e").asText()))));
  }

  static Stream<Arguments> forgedTokens() throws Exception {
    String good = gateway.caller.token();
    String[] parts = good.split("\\.");
    RSAPublicKey key = publicKey();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    String hs256 = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    Identity elsewhere = Identity.load(otherSecrets, Clock.systemUTC());
    Identity past =
        Identity.load(
            data.resolve("secrets"), Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)));
    Principal admin = new Principal("admin", "default", Set.of(Scopes.ADMIN));
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("nonsense", "abc");
    tokens.put("three parts of nonsense", "a.b.c");
    tokens.put("empty parts", "..");
    tokens.put(
        "alg none", base64("{\"alg\":\"none\"}") + "." + base64(claims("blatam", "blatam")) + ".");
    tokens.put(
        "alg None with our signature",
        base64("{\"alg\":\"None\"}") + "." + parts[1] + "." + parts[2]);
    tokens.put(
        "HS256 with the public key's bytes", hmac(hs256, Algorithm.HMAC256(key.getEncoded())));
    tokens.put(
        "HS256 with the public key's PEM",
        hmac(hs256, Algorithm.HMAC256(pem.getBytes(StandardCharsets.UTF_8))));
    tokens.put("HS256 with an empty-looking key", hmac(hs256, Algorithm.HMAC256(new byte[32])));
    tokens.put("another issuer's key", elsewhere.issue(admin, Duration.ofMinutes(5)));
    tokens.put("expired", past.issue(admin, Duration.ofMinutes(5)));
    tokens.put(
        "payload changed", parts[0] + "." + base64(claims("blatam", "blatam")) + "." + parts[2]);
    tokens.put("signature cut", good.substring(0, good.length() - 4));
    tokens.put("signature missing", parts[0] + "." + parts[1] + ".");
    tokens.put("signature part missing", parts[0] + "." + parts[1]);
    tokens.put("a fourth part", good + ".x");
    tokens.put("too long", "x".repeat(9_000) + "." + parts[1] + "." + parts[2]);
    return tokens.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  static String hmac(String header, Algorithm algorithm) {
    String payload = base64(claims("blatam", "blatam"));
    byte[] signature =
        algorithm.sign(
            header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
    return header
        + "."
        + payload
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgedTokens")
  void token_forged_isRefusedQuicklyAndNothingIsForwarded(String name, String token) {
    Answer answer = with(token).get(DOCUMENTS);
    Duration took = Quickest.of(QUICK, () -> with(token).get(DOCUMENTS));
    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthorized");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
    assertThat(took).isLessThan(QUICK);
    assertThat(gateway.upstream.requests()).isZero();
  }

  @Test
  void token_ours_passes() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "reached"));
    assertThat(gateway.caller.get(DOCUMENTS).status()).isEqualTo(200);
    assertThat(gateway.upstream.nextHead()).contains(gateway.caller.token());
  }

  @Test
  void token_expired_isToldSo() {
    Identity past =
        Identity.load(
            data.resolve("secrets"), Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)));
    String old = past.issue(new Principal("a", "b", Set.of(Scopes.ADMIN)), Duration.ofMinutes(5));
    assertThat(with(old).get(DOCUMENTS).json().path("detail").asText()).contains("expired");
  }

  @Test
  void token_missing_isSaidWithHowToGetOne() {
    Answer answer = HttpCaller.anonymous(gateway.server).post(DOCUMENTS, "{}");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("detail").asText()).contains("/api/v1/auth/token");
    assertThat(gateway.upstream.requests()).isZero();
  }

  @Test
  void token_inTheQuery_isNotAccepted() {
    Answer answer =
        HttpCaller.anonymous(gateway.server)
            .get(DOCUMENTS + "?access_token=" + gateway.caller.token());
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void openAi_withoutToken_answersInOpenAisShape() {
    Answer answer = HttpCaller.anonymous(gateway.server).get("/v1/models");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().at("/error/type").asText()).isEqualTo("authentication_error");
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
    assertThat(answer.json().at("/error/message").asText()).isNotEmpty();
    assertThat(answer.json().get("error").has("param")).isTrue();
  }

  @Test
  void openAi_withToken_reachesInference() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "{}"));
    assertThat(gateway.caller.get("/v1/models").status()).isEqualTo(200);
    assertThat(gateway.upstream.nextHead()).startsWith("GET /v1/models ");
  }

  @Test
  void pages_public_needNoTokenAndRunNothingForeign() {
    HttpCaller anyone = HttpCaller.anonymous(gateway.server);
    assertThat(anyone.get("/").text()).isEqualTo("console");
    Answer docs = anyone.get("/docs");
    assertThat(docs.status()).isEqualTo(200);
    assertThat(docs.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(docs.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(docs.text()).doesNotContain("//cdn").doesNotContain("https://");
    assertThat(anyone.get("/docs/docs.js").header("Content-Type")).contains("javascript");
    assertThat(anyone.get("/docs/docs.css").header("Content-Type")).contains("css");
    assertThat(anyone.get("/openapi.json").json().path("openapi").asText()).startsWith("3.1");
  }

  @Test
  void services_ofTheGateway_areAllThatIsForwarded() {
    Answer answer = gateway.caller.get("/api/v1/secrets");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
  }

  @Test
  void health_andReady_tellWithoutToken() {
    HttpCaller anyone = HttpCaller.anonymous(gateway.server);
    gateway.upstream.behave(RawUpstream.answering("200 OK", "{}"));
    assertThat(anyone.get("/health").json().path("status").asText()).isEqualTo("up");
    Answer ready = anyone.get("/ready");
    assertThat(ready.status()).as(ready.text()).isEqualTo(200);
    assertThat(ready.json().at("/upstreams/bul/0/state").asText()).isEqualTo("up");
    gateway.upstream.behave(RawUpstream.answering("503 Service Unavailable", ""));
    Answer waiting = anyone.get("/ready");
    assertThat(waiting.status()).isEqualTo(503);
    assertThat(waiting.json().at("/upstreams/bul/0/state").asText()).isEqualTo("starting");
    assertThat(waiting.header("Retry-After")).isNotEmpty();
    gateway.upstream.behave(RawUpstream.answering("200 OK", "reached"));
  }
}
