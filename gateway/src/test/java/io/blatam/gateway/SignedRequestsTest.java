package io.blatam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machine clients that sign, and those who try to pass for one. The signing here is written anew.
 */
@Timeout(60)
class SignedRequestsTest {

  private static final String KEYS = "/api/v1/auth/keys";
  private static final String TARGET =
      "/api/v1/bul/dead-letters/replay?reason=3&document_type=%20a";
  private static final String BODY = "{\"text\":\"Plan de negocio para una cafetería\"}";

  @TempDir static Path data;
  static GatewayFixture gateway;
  static HttpCaller admin;
  static HttpCaller anyone;
  static String id;
  static String secret;

  @BeforeAll
  static void start() {
    gateway =
        GatewayFixture.start(
            data,
            """
            blatam.gateway.accounts.failures-per-address = 1000
            blatam.gateway.proxy.max-request-bytes = 100KiB
            blatam.gateway.signing { keys-per-account = 6, max-body-bytes = 150KiB }
            """);
    anyone = HttpCaller.anonymous(gateway.server);
    // The first administrator is made behind the start's back.
    while (login("admin", GatewayFixture.ADMIN_PASSWORD).status() != 200) {
      Thread.onSpinWait();
    }
    admin = as("admin", GatewayFixture.ADMIN_PASSWORD);
    assertThat(user("erp", "\"documents\",\"analysis\"").status()).isEqualTo(201);
    JsonNode key = admin.post(KEYS, "{\"account\":\"erp\",\"scopes\":[\"documents\"]}").json();
    id = key.path("id").asText();
    secret = key.path("secret").asText();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Answer login(String name, String password) {
    return anyone.post(
        "/api/v1/auth/token",
        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  static HttpCaller as(String name, String password) {
    return new HttpCaller(
        gateway.server, login(name, password).json().path("access_token").asText());
  }

  static Answer user(String name, String scopes) {
    return admin.post(
        "/api/v1/auth/users",
        "{\"username\":\"%s\",\"password\":\"a long password\",\"scopes\":[%s]}"
            .formatted(name, scopes));
  }

  static String nonce() {
    return UUID.randomUUID().toString();
  }

  static String sign(String key, String method, String target, String body, long at, String nonce) {
    try {
      String hash =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(body.getBytes(StandardCharsets.UTF_8)));
      String content =
          "Blatam-HMAC-SHA256\n"
              + (method + "\n" + target + "\n" + hash + "\n" + at + "\n" + nonce);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static String header(String signature, long at, String nonce) {
    return "Blatam-HMAC-SHA256 key=%s, timestamp=%d, nonce=%s, signature=%s"
        .formatted(id, at, nonce, signature);
  }

  static Answer post(String target, String body, String authorization) {
    return anyone.send(
        anyone
            .request(target)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  static long now() {
    return Instant.now().getEpochSecond();
  }

  /** Signs what it sends. */
  static Answer signed(String target, String body, long at, String nonce) {
    return post(target, body, header(sign(secret, "POST", target, body, at, nonce), at, nonce));
  }

  @Test
  void signed_reachesTheService_withATokenOfTheKeysAccountAndScopes() throws Exception {
    gateway.upstream.behave(RawUpstream.answering("202 Accepted", "{}"));

    assertThat(signed(TARGET, BODY, now(), nonce()).status()).isEqualTo(202);

    String head = gateway.upstream.nextHead();
    assertThat(head).startsWith("POST " + TARGET).doesNotContain("Blatam-HMAC").doesNotContain(id);
    String token = head.replaceAll("(?s).*Authorization: Bearer (\\S+).*", "$1");
    var principal = gateway.scratch.platform().identity().verify(token);
    assertThat(principal.subject()).isEqualTo("erp");
    assertThat(principal.tenant()).isEqualTo("default");
    assertThat(principal.scopes()).containsExactly(Scopes.DOCUMENTS);
  }

  @Test
  void signed_getWithoutABody_passes() {
    gateway.upstream.behave(RawUpstream.answering("200 OK", "{}"));
    long at = now();
    String nonce = nonce();
    Answer answer =
        anyone.send(
            anyone
                .request(TARGET)
                .header(
                    "Authorization", header(sign(secret, "GET", TARGET, "", at, nonce), at, nonce))
                .GET());
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void replayed_isRefused() {
    gateway.upstream.behave(RawUpstream.answering("202 Accepted", "{}"));
    long at = now();
    String nonce = nonce();
    assertThat(signed(TARGET, BODY, at, nonce).status()).isEqualTo(202);

    refused(signed(TARGET, BODY, at, nonce), "nonce was used before");
  }

  @Test
  void otherBodyTargetOrMethodThanSigned_isRefusedAndNothingIsForwarded() {
    gateway.upstream.behave(RawUpstream.answering("202 Accepted", "{}"));
    long at = now();
    String nonce = nonce();
    String authorization = header(sign(secret, "POST", TARGET, BODY, at, nonce), at, nonce);
    String mismatch = "not that of what arrived";

    refused(post(TARGET, BODY.replace("Plan", "Flan"), authorization), mismatch);
    refused(post(TARGET + "&failed_before=1", BODY, authorization), mismatch);
    refused(post(TARGET.replace("dead-letters", "events"), BODY, authorization), mismatch);
    refused(
        anyone.send(
            anyone
                .request(TARGET)
                .header("Authorization", authorization)
                .PUT(BodyPublishers.ofString(BODY))),
        mismatch);
    assertThat(gateway.upstream.requests()).isZero();
    assertThat(post(TARGET, BODY, authorization).status()).isEqualTo(202);
  }

  @Test
  void otherSecret_isRefused() {
    long at = now();
    String nonce = nonce();
    refused(
        post(TARGET, BODY, header(sign(id, "POST", TARGET, BODY, at, nonce), at, nonce)),
        "not that of what arrived");
  }

  @Test
  void timestampOutsideTheWindow_isRefusedAndSaysTheServersTime() {
    refused(signed(TARGET, BODY, now() - 310, nonce()), "behind this server's clock");
    refused(signed(TARGET, BODY, now() + 310, nonce()), "ahead of this server's clock");
  }

  @Test
  void malformedHeader_namesThePart() {
    String good = header("0".repeat(64), now(), nonce());
    refused(post(TARGET, BODY, good.replace("nonce=", "nonce=!")), "nonce must match");
    refused(post(TARGET, BODY, good.replace("timestamp=", "timestamp=x")), "timestamp must");
    refused(post(TARGET, BODY, good + ", key=" + id), "each once");
    refused(post(TARGET, BODY, "Blatam-HMAC-SHA256 x"), "name=value");
    refused(post(TARGET, BODY, good.replace("signature=", "sig=")), "signature must match");
    refused(post(TARGET, BODY, good.replace(id, "A".repeat(16))), "no such key");
  }

  @Test
  void bodyOverTheBound_is413() {
    gateway.upstream.behave(RawUpstream.answering("202 Accepted", "{}"));
    assertThat(signed(TARGET, "x".repeat(110 * 1024), now(), nonce()))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(413))
        .satisfies(
            answer ->
                assertThat(answer.json().path("detail").asText())
                    .contains("blatam.gateway.proxy.max-request-bytes"));
    assertThat(signed(TARGET, "x".repeat(90 * 1024), now(), nonce()).status()).isEqualTo(202);
  }

  @Test
  void moreBodiesAtOnceThanAreHeld_is503UntilOneIsDone() throws Exception {
    gateway.upstream.behave(
        wire -> {
          while (wire.headAndBody().isPresent()) {
            wire.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
          }
        });
    String body = "x".repeat(90 * 1024);
    try (RawClient slow = gateway.raw()) {
      slow.send(head(body) + body.substring(1));
      assertThat(awaitAnswer(body, 503)).isEqualTo(503);

      slow.send("x");

      assertThat(slow.readHead()).startsWith("HTTP/1.1 202");
    }
    assertThat(awaitAnswer(body, 202)).isEqualTo(202);
  }

  /** Asks until the answer is as wanted; the gateway may still be about to see what was sent. */
  private static int awaitAnswer(String body, int wanted) throws Exception {
    int status = 0;
    for (int i = 0; i < 200 && status != wanted; i++) {
      try (RawClient client = gateway.raw()) {
        client.send(head(body) + body.substring(1));
        // Who is let in is waited for; who is not has its answer at once.
        client.send("x");
        status = Integer.parseInt(client.readHead().split(" ")[1]);
      }
    }
    return status;
  }

  private static String head(String body) {
    long at = now();
    String nonce = nonce();
    return "POST "
        + TARGET
        + " HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\nAuthorization: "
        + header(sign(secret, "POST", TARGET, body, at, nonce), at, nonce)
        + "\r\n\r\n";
  }

  @Test
  void revoked_isRefusedFromThenOn() {
    gateway.upstream.behave(RawUpstream.answering("202 Accepted", "{}"));
    JsonNode key = admin.post(KEYS, "{\"account\":\"erp\"}").json();
    String other = key.path("id").asText();
    long at = now();
    String nonce = nonce();
    String authorization =
        header(sign(key.path("secret").asText(), "POST", TARGET, BODY, at, nonce), at, nonce)
            .replace(id, other);
    assertThat(post(TARGET, BODY, authorization).status()).isEqualTo(202);

    assertThat(admin.delete(KEYS + "/" + other + "?account=erp").status()).isEqualTo(204);

    refused(post(TARGET, BODY, authorization), "no such key");
    assertThat(admin.delete(KEYS + "/" + other + "?account=erp").status()).isEqualTo(404);
  }

  @Test
  void disabledAccount_signsNoMore() {
    gateway.upstream.behave(RawUpstream.answering("202 Accepted", "{}"));
    user("shop", "\"documents\"");
    JsonNode key = admin.post(KEYS, "{\"account\":\"shop\"}").json();
    admin.send(
        admin
            .request("/api/v1/auth/users/shop")
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"disabled\":true}")));
    long at = now();
    String nonce = nonce();

    refused(
        post(
            TARGET,
            BODY,
            header(sign(key.path("secret").asText(), "POST", TARGET, BODY, at, nonce), at, nonce)
                .replace(id, key.path("id").asText())),
        "no such key");
  }

  @Test
  void keys_moreScopesThanTheAccountHas_areRefused() {
    Answer answer = admin.post(KEYS, "{\"account\":\"erp\",\"scopes\":[\"admin\"]}");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("analysis documents");
  }

  @Test
  void keys_ofAnother_needTheScopeAdminAndTheSameTenant() {
    user("ana", "\"documents\"");
    HttpCaller ana = as("ana", "a long password");
    assertThat(ana.get(KEYS + "?account=erp").status()).isEqualTo(403);
    assertThat(ana.post(KEYS, "{\"account\":\"erp\"}").status()).isEqualTo(403);
    assertThat(ana.delete(KEYS + "/" + id + "?account=erp").status()).isEqualTo(403);
    assertThat(ana.delete(KEYS + "/" + id).status()).isEqualTo(404);
    HttpCaller elsewhere =
        new HttpCaller(gateway.server, gateway.scratch.token("acme", Scopes.ADMIN));
    assertThat(elsewhere.get(KEYS + "?account=erp").status()).isEqualTo(404);
  }

  @Test
  void keys_listed_showNoSecretAndTooManyAreRefused() {
    user("many", "\"documents\"");
    HttpCaller many = as("many", "a long password");
    for (int i = 0; i < 6; i++) {
      assertThat(many.post(KEYS, "{}").status()).isEqualTo(201);
    }
    assertThat(many.post(KEYS, "{}").status()).isEqualTo(409);
    Answer listed = many.get(KEYS);
    assertThat(listed.json().path("items")).hasSize(6);
    assertThat(listed.text()).doesNotContain("secret");
  }

  @Test
  void keys_badScopes_areNamed() {
    Answer answer = admin.post(KEYS, "{\"scopes\":[\"everything\"]}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("scopes");
  }

  private static void refused(Answer answer, String why) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.text()).contains(why);
  }
}
