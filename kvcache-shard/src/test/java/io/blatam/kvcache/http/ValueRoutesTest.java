package io.blatam.kvcache.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Values and chains of blocks through the HTTP door of a real platform. */
@Timeout(60)
class ValueRoutesTest {

  private static final String VALUES = "/api/v1/kv-cache/values/";

  private static ScratchPlatform scratch;
  private static URI server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    scratch =
        ScratchPlatform.start(
            folder,
            """
            blatam.kvcache.segments = 4
            blatam.kv-cache.resp.enabled = off
            blatam.kvcache.namespaces.vault.access { read = [vault], write = [vault] }
            blatam.kvcache.namespaces.shared.access { read = [writer, reader], write = [writer] }
            blatam.kvcache.namespaces.small.limits { max-key-bytes = 8, max-value-bytes = 10 }
            blatam.kvcache.tenants.narrow.quota-share = 0.01
            blatam.kvcache.rate-limit.tenants.heavy.http.bytes-per-second = 100
            """);
    server = scratch.serve("kv-cache", new KvCacheService().start(scratch.platform()));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  private static HttpCaller caller(String tenant, String... scopes) {
    return new HttpCaller(server, scratch.token(tenant, scopes));
  }

  private static String at(String namespace, String key) {
    return VALUES + namespace + "?key=" + URLEncoder.encode(key, UTF_8);
  }

  private static Answer put(HttpCaller caller, String path, String value) {
    return caller.send(caller.request(path).PUT(BodyPublishers.ofString(value)));
  }

  @Test
  void rate_ofBytes_holdsForBodiesThatDoNotSayTheirLength() {
    HttpCaller heavy = caller("heavy");
    var unannounced =
        heavy
            .request(at("blocks", "a"))
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5_000])));
    assertThat(heavy.send(unannounced).status()).isEqualTo(204);

    Answer next = heavy.get(at("blocks", "a"));
    assertThat(next.status()).isEqualTo(429);
    assertThat(Integer.parseInt(next.header("Retry-After"))).isBetween(40, 51);
  }

  @Test
  void limits_ofKeys_areInBytes() {
    assertThat(put(caller("acme"), at("small", "12345678"), "x").status()).isEqualTo(204);
    Answer refused = put(caller("acme"), at("small", "ñandúes"), "x");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("at most 8 bytes");
  }

  @Test
  void value_isWhatWasPut_andOnlyTheTenantsOwn() {
    HttpCaller acme = caller("acme");
    assertThat(acme.get(at("blocks", "a/b c")).status()).isEqualTo(404);
    assertThat(put(acme, at("blocks", "a/b c") + "&ttl=60&cost=20", "value").status())
        .isEqualTo(204);

    assertThat(acme.get(at("blocks", "a/b c")).text()).isEqualTo("value");
    assertThat(caller("globex").get(at("blocks", "a/b c")).status()).isEqualTo(404);
    var listed = acme.get("/api/v1/kv-cache/entries?namespace=blocks").json().at("/items/0");
    assertThat(listed.path("cost_millis").asInt()).isEqualTo(20);
    assertThat(listed.path("ttl_millis").asInt()).isBetween(1, 60_000);

    assertThat(acme.delete(at("blocks", "a/b c")).json().path("removed").asBoolean()).isTrue();
    assertThat(acme.get(at("blocks", "a/b c")).status()).isEqualTo(404);
  }

  @Test
  void pin_keepsAValueUntilItIsUnpinned_andNeedsOneThatIsThere() {
    HttpCaller acme = caller("acme");
    String pin = at("pinned", "a").replace("/values/", "/pins/");
    assertThat(put(acme, pin, "").status()).isEqualTo(404);
    put(acme, at("pinned", "a"), "value");

    assertThat(put(acme, pin, "").json().path("pinned").asBoolean()).isTrue();
    assertThat(pinnedBytes(acme)).isPositive();
    assertThat(put(caller("globex"), pin, "").status()).isEqualTo(404);
    assertThat(acme.delete(pin).json().path("pinned").asBoolean(true)).isFalse();
    assertThat(pinnedBytes(acme)).isZero();
  }

  private static long pinnedBytes(HttpCaller caller) {
    return caller.get("/api/v1/kv-cache/stats").json().findPath("pinned_bytes").asLong(-1);
  }

  @Test
  void value_withoutAKey_isToldWhatIsMissing() {
    Answer answer = caller("acme").get(VALUES + "blocks");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("validation");
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("key");
  }

  @Test
  void value_whoseNamesAreTooLong_isToldWhichOnceEach() {
    HttpCaller acme = caller("acme");
    Answer key = put(acme, at("blocks", "k".repeat(600)), "x");
    assertThat(key.status()).isEqualTo(400);
    assertThat(key.json().path("detail").asText())
        .isEqualTo("key: must have at most 512 characters, not 600");
    Answer namespace = put(acme, at("n".repeat(70), "k"), "x");
    assertThat(namespace.json().at("/errors/0/field").asText()).isEqualTo("namespace");
  }

  @Test
  void block_isStoredAfterItsParent_andRefusedWithoutIt() {
    HttpCaller acme = caller("acme");
    String after = "&after=" + URLEncoder.encode("{talk}/0", UTF_8);

    Answer early = put(acme, at("chains", "{talk}/1") + after, "second");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.problem()).isEqualTo("conflict");

    assertThat(put(acme, at("chains", "{talk}/0"), "first").status()).isEqualTo(204);
    assertThat(put(acme, at("chains", "{talk}/1") + after, "second").status()).isEqualTo(204);
    assertThat(acme.get(at("chains", "{talk}/1")).text()).isEqualTo("second");

    var lines = acme.get("/api/v1/kv-cache/entries?namespace=chains&prefix=%7Btalk").json();
    assertThat(lines.at("/items/0").has("after")).isFalse();
    assertThat(lines.at("/items/1/after").asText()).isEqualTo("{talk}/0");

    Answer cached =
        acme.post(
            "/api/v1/kv-cache/chains/chains/prefix",
            "{\"keys\":[\"{talk}/0\",\"{talk}/1\",\"{talk}/2\",\"{talk}/1\"]}");
    assertThat(cached.json().path("cached").asInt()).isEqualTo(2);
    assertThat(cached.json().path("asked").asInt()).isEqualTo(4);
  }

  @Test
  void block_whoseParentLivesElsewhere_isToldWhatToChange() {
    HttpCaller acme = caller("acme");
    Answer apart = null;
    for (int i = 0; i < 50 && (apart == null || apart.status() == 409); i++) {
      apart = put(acme, at("chains", "alone-" + i) + "&after=other", "x");
    }
    assertThat(apart.status()).isEqualTo(400);
    assertThat(apart.json().at("/errors/0/field").asText()).isEqualTo("after");
  }

  @Test
  void block_afterItself_isRefused() {
    HttpCaller acme = caller("acme");
    put(acme, at("chains", "ring"), "x");
    Answer ring = put(acme, at("chains", "ring") + "&after=ring", "x");
    assertThat(ring.status()).isEqualTo(400);
    assertThat(ring.json().path("detail").asText()).isEqualTo("after: is the block itself");
  }

  /** Of 4 MiB one in a hundred is 41 KiB. */
  @Test
  void valueThatIsNotKept_isNotSaidToBe_andWhatWasThereIsGone() {
    HttpCaller narrow = caller("narrow");
    assertThat(put(narrow, at("blocks", "k"), "small").status()).isEqualTo(204);

    Answer large = put(narrow, at("blocks", "k"), "x".repeat(50 * 1024));

    assertThat(large.status()).isEqualTo(409);
    assertThat(large.json().path("detail").asText()).contains("was not kept", "quota");
    assertThat(narrow.get(at("blocks", "k")).status()).isEqualTo(404);
    assertThat(put(caller("acme"), at("blocks", "wide"), "x".repeat(50 * 1024)).status())
        .isEqualTo(204);
  }

  @Test
  void refusals_nameEveryScopeThatWouldDo_andWhatIsBlank() {
    HttpCaller acme = caller("acme");
    assertThat(acme.get(at("shared", "k")).json().path("detail").asText())
        .isEqualTo("Reading namespace 'shared' needs the scope reader or writer");
    assertThat(put(acme, VALUES + "%20?key=k", "x").json().path("detail").asText())
        .isEqualTo("namespace: must not be blank");
  }

  /** With a length that is said before, and without. */
  @Test
  void valueThatIsTooLarge_isRefusedWithTheSettingThatSaysSo() {
    HttpCaller acme = caller("acme");
    String ruled = "10 bytes that blatam.kvcache.namespaces.small.limits.max-value-bytes allows";
    assertThat(put(acme, at("small", "k"), "12345678901"))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(413))
        .satisfies(answer -> assertThat(answer.json().path("detail").asText()).contains(ruled));
    Answer chunked =
        acme.send(
            acme.request(at("small", "k"))
                .PUT(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("12345678901".getBytes(UTF_8)))));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.json().path("detail").asText()).contains(ruled);

    Answer whole = put(acme, at("blocks", "k"), "x".repeat(200 * 1024));
    assertThat(whole.status()).isEqualTo(413);
    assertThat(whole.json().path("detail").asText())
        .contains("163840 bytes that blatam.kvcache.max-value-bytes allows");
  }

  @Test
  void namespaces_closedGuardedAndLimited() {
    HttpCaller acme = caller("acme");
    assertThat(put(acme, at("generation", "k"), "x").status()).isEqualTo(403);
    assertThat(acme.get(at("embedding", "k")).status()).isEqualTo(403);
    assertThat(put(acme, at("vault", "k"), "x").status()).isEqualTo(403);
    assertThat(acme.get(at("vault", "k")).status()).isEqualTo(403);
    assertThat(put(caller("acme", "vault"), at("vault", "k"), "x").status()).isEqualTo(204);
    assertThat(put(acme, at("small", "123456789"), "x").problem()).isEqualTo("validation");
    assertThat(put(acme, at("blocks", "k") + "&ttl=0", "x").problem()).isEqualTo("validation");
    assertThat(HttpCaller.anonymous(server).get(at("blocks", "k")).status()).isEqualTo(401);
  }
}
