package io.blatam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.identity.Revocations;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.Quickest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins and accounts over HTTP. */
@Timeout(60)
class AuthTest {

  private static final String TOKEN = "/api/v1/auth/token";
  private static final String USERS = "/api/v1/auth/users";

  @TempDir static Path data;
  static GatewayFixture gateway;
  static HttpCaller anyone;

  @BeforeAll
  static void start() {
    gateway =
        GatewayFixture.start(
            data,
            "blatam.gateway.accounts { failures-per-address = 1000, further-scopes = [\"vault:read\"] }");
    anyone = HttpCaller.anonymous(gateway.server);
    // The first administrator is made behind the start's back.
    while (login("admin", GatewayFixture.ADMIN_PASSWORD).status() != 200) {
      Thread.onSpinWait();
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Answer login(String name, String password) {
    return anyone.post(
        TOKEN, "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  static HttpCaller as(String name, String password) {
    Answer answer = login(name, password);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new HttpCaller(gateway.server, answer.json().path("access_token").asText());
  }

  static HttpCaller admin() {
    return as("admin", GatewayFixture.ADMIN_PASSWORD);
  }

  static Answer form(String form, String... headers) {
    var request =
        anyone
            .request(TOKEN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return anyone.send(headers.length == 0 ? request : request.headers(headers));
  }

  static String user(String name, String scopes) {
    return "{\"username\":\"%s\",\"password\":\"a long password\",\"scopes\":[%s]}"
        .formatted(name, scopes);
  }

  @Test
  void login_right_givesATokenThatSaysWho() {
    Answer answer = login("Admin ", GatewayFixture.ADMIN_PASSWORD);
    assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.json().path("scope").asText()).isEqualTo("admin");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    Answer me =
        new HttpCaller(gateway.server, answer.json().path("access_token").asText())
            .get("/api/v1/auth/me");
    assertThat(me.json().path("subject").asText()).isEqualTo("admin");
    assertThat(me.json().path("tenant").asText()).isEqualTo("default");
  }

  @Test
  void login_scopeAsked_isNarrowed() {
    Answer answer =
        anyone.post(
            TOKEN,
            "{\"username\":\"admin\",\"password\":\"%s\",\"scope\":\"documents analysis\"}"
                .formatted(GatewayFixture.ADMIN_PASSWORD));
    assertThat(answer.json().path("scope").asText()).isEqualTo("analysis documents");
    HttpCaller narrow = new HttpCaller(gateway.server, answer.json().path("access_token").asText());
    assertThat(narrow.get(USERS).status()).isEqualTo(403);
  }

  @Test
  void login_oauthPasswordGrant_works() {
    Answer answer = form("grant_type=password&username=admin&password=correct+horse%20battery");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("access_token").asText()).isNotEmpty();
  }

  @Test
  void login_oauthClientCredentialsWithBasic_works() {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + GatewayFixture.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    assertThat(form("grant_type=client_credentials", "Authorization", "Basic " + basic).status())
        .isEqualTo(200);
  }

  @Test
  void login_oauthWrong_hasOauthsErrorShape() {
    Answer answer = form("grant_type=password&username=oauth-nobody&password=wrong");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                     | malformed-json
          ''                                                    | malformed-json
          []                                                    | validation
          {"username":"a"}                                      | validation
          {"username":7,"password":"x"}                         | validation
          {"username":null,"password":"x"}                      | validation
          {"username":" ","password":"x"}                       | validation
          {"username":"a","password":"x","admin":true}          | validation
          {"username":"a","username":"b","password":"x"}        | malformed-json
          """)
  void login_badBody_saysWhatToChange(String body, String problem) {
    Duration second = Duration.ofSeconds(1);
    assertThat(Quickest.of(second, () -> anyone.post(TOKEN, body))).isLessThan(second);
    Answer answer = anyone.post(TOKEN, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grant_type=refresh_token",
        "grant_type=password&username=a",
        "grant_type=password&username=a&username=b&password=c",
        "grant_type=client_credentials",
        "grant_type=password&username=%zz&password=c",
      })
  void login_badForm_saysWhatToChange(String form) {
    assertThat(form(form).status()).isEqualTo(400);
  }

  @Test
  void login_hugeBody_isTooLarge() {
    Answer answer = anyone.post(TOKEN, "{\"username\":\"" + "x".repeat(100_000) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void login_notJson_isUnsupported() {
    Answer answer =
        anyone.send(
            anyone
                .request(TOKEN)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hi")));
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void login_wrongOrUnknown_areAnsweredAlikeAndTakeAsLong() {
    admin().post(USERS, user("timed", "\"documents\""));
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    String said = "";
    // The quickest of each: a machine that is shared stops anyone for a while now and then.
    for (int i = 0; i < 3 || i < 15 && !alike(known, unknown); i++) {
      long start = System.nanoTime();
      said = login("timed", "wrong").json().path("detail").asText();
      long middle = System.nanoTime();
      assertThat(login("timed-nobody", "wrong").json().path("detail").asText()).isEqualTo(said);
      known = Math.min(known, middle - start);
      unknown = Math.min(unknown, System.nanoTime() - middle);
    }
    assertThat(alike(known, unknown)).as("%d ns and %d ns", known, unknown).isTrue();
  }

  private static boolean alike(long known, long unknown) {
    double ratio = (double) unknown / known;
    return ratio > 0.4 && ratio < 2.5;
  }

  @Test
  void login_guessedTooOften_hasToWaitEvenWithTheRightPassword() {
    admin().post(USERS, user("guessed", "\"documents\""));
    for (int i = 0; i < 5; i++) {
      assertThat(login("guessed", "wrong" + i).status()).isEqualTo(401);
    }
    Answer answer = login("guessed", "a long password");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem()).isEqualTo("too-many-requests");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 301);
  }

  @Test
  void user_created_canLogInAndIsListed() {
    HttpCaller admin = admin();
    Answer created = admin.post(USERS, user("ana@acme.com", "\"documents\",\"analysis\""));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(USERS + "/ana@acme.com");
    assertThat(created.text()).doesNotContain("$2a$").doesNotContain("hash");
    assertThat(admin.get(USERS + "?limit=200").text()).contains("ana@acme.com");
    assertThat(admin.post(USERS, user("ana@acme.com", "\"documents\"")).status()).isEqualTo(409);
    HttpCaller ana = as("ana@acme.com", "a long password");
    assertThat(ana.get(USERS).status()).isEqualTo(403);
    assertThat(HttpCaller.anonymous(gateway.server).get(USERS).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"username":"x y","password":"a long password","scopes":["documents"]}   | username
          {"username":"xy","password":"short","scopes":["documents"]}              | password
          {"username":"xy","password":"a long password","scopes":["root"]}         | scopes
          {"username":"xy","password":"a long password","scopes":[]}               | scopes
          {"username":"xy","password":"a long password","scopes":"documents"}      | scopes
          {"username":"xy","password":"a long password","scopes":["documents"],"tenant":"A B"} | tenant
          """)
  void user_invalid_namesTheField(String body, String field) {
    Answer answer = admin().post(USERS, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("errors").get(0).path("field").asText())
        .as(answer.text())
        .isEqualTo(field);
  }

  @Test
  void user_scopeOfTheOperatorsOwn_canBeGivenAndIsInTheToken() {
    assertThat(admin().post(USERS, user("keeper", "\"documents\",\"vault:read\"")).status())
        .isEqualTo(201);

    assertThat(as("keeper", "a long password").get("/api/v1/auth/me").json().path("scopes"))
        .extracting(scope -> scope.asText())
        .containsExactly("documents", "vault:read");
    assertThat(admin().post(USERS, user("thief", "\"vault:write\"")).text())
        .contains("scopes: must be one or more of", "vault:read", "further-scopes");
  }

  @Test
  void user_disabled_isShutOutWithTheTokenStillValid() {
    HttpCaller admin = admin();
    admin.post(USERS, user("leaver", "\"documents\""));
    HttpCaller leaver = as("leaver", "a long password");
    gateway.upstream.behave(RawUpstream.answering("200 OK", "ok"));
    assertThat(leaver.get("/api/v1/bul/documents").status()).isEqualTo(200);
    Answer disabled = change(admin, "leaver", "{\"disabled\":true}");
    assertThat(disabled.json().path("disabled").asBoolean()).isTrue();
    assertThat(leaver.get("/api/v1/bul/documents").status()).isEqualTo(401);
    assertThat(login("leaver", "a long password").status()).isEqualTo(401);
    change(admin, "leaver", "{\"disabled\":false}");
    assertThat(leaver.get("/api/v1/bul/documents").status()).isEqualTo(200);
  }

  @Test
  void user_disabled_isShutOutOfEveryServiceAndOfItsStreams() throws Exception {
    HttpCaller admin = admin();
    admin.post(USERS, user("watcher", "\"documents\""));
    HttpCaller watcher = as("watcher", "a long password");
    var goOn = new CountDownLatch(1);
    gateway.upstream.behave(
        wire -> {
          wire.head();
          wire.write(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n7\r\nbefore\n\r\n");
          goOn.await(10, TimeUnit.SECONDS);
          wire.write("6\r\nafter\n\r\n");
          wire.awaitEnd();
        });
    try (RawClient client = gateway.raw()) {
      client.send(
          "GET /api/v1/bul/events HTTP/1.1\r\nHost: gateway.test\r\nAuthorization: Bearer "
              + watcher.token()
              + "\r\n\r\n");
      client.readUntil("before");
      change(admin, "watcher", "{\"disabled\":true}");
      goOn.countDown();
      assertThat(client.readUntil("0\r\n\r\n")).doesNotContain("after");
    }
    assertThatThrownBy(() -> gateway.scratch.platform().identity().verify(watcher.token()))
        .hasMessageContaining("disabled");
  }

  @Test
  void user_disabledOnAnotherNode_isShutOutHereSoon() throws Exception {
    admin().post(USERS, user("remote", "\"documents\""));
    HttpCaller remote = as("remote", "a long password");
    assertThat(remote.get("/api/v1/auth/me").status()).isEqualTo(200);
    // As the other node writes it.
    gateway
        .scratch
        .platform()
        .database()
        .call(
            connection -> {
              Revocations.write(connection, "remote", true);
              return true;
            })
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);

    int status = 200;
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (status == 200 && System.nanoTime() < patience) {
      status = remote.get("/api/v1/auth/me").status();
    }
    assertThat(status).isEqualTo(401);
  }

  @Test
  void admin_ofATenant_seesAndMakesOnlyItsOwnUsers() {
    HttpCaller operator = admin();
    String boss =
        "{\"username\":\"boss\",\"password\":\"a long password\",\"scopes\":[\"admin\"],\"tenant\":\"globex\"}";
    assertThat(operator.post(USERS, boss).status()).isEqualTo(201);
    HttpCaller globex = as("boss", "a long password");
    assertThat(globex.get(USERS).json().path("items")).hasSize(1);
    assertThat(globex.get(USERS + "/admin").status()).isEqualTo(404);
    assertThat(change(globex, "admin", "{\"disabled\":true}").status()).isEqualTo(404);
    String foreign = boss.replace("boss", "spy").replace("globex", "default");
    assertThat(globex.post(USERS, foreign).status()).isEqualTo(403);
    assertThat(change(globex, "boss", "{\"disabled\":true}").status()).isEqualTo(409);
    assertThat(change(globex, "boss", "{}").status()).isEqualTo(400);
  }

  @Test
  void admin_ofTheOperatorsTenant_looksAfterUsersOfEveryTenant() {
    HttpCaller operator = admin();
    String cook =
        "{\"username\":\"cook\",\"password\":\"a long password\",\"scopes\":[\"admin\"],\"tenant\":\"initech\"}";
    operator.post(USERS, cook);
    assertThat(operator.get(USERS + "?tenant=initech").text()).contains("cook");
    assertThat(operator.get(USERS + "?limit=200").text()).doesNotContain("cook");
    assertThat(operator.get(USERS + "/cook").json().path("tenant").asText()).isEqualTo("initech");
    HttpCaller there = as("cook", "a long password");
    assertThat(there.get(USERS + "?tenant=default").status()).isEqualTo(403);

    assertThat(change(operator, "cook", "{\"disabled\":true}").status()).isEqualTo(200);
    assertThat(there.get(USERS).status()).isEqualTo(401);
    assertThat(change(operator, "cook", "{\"disabled\":false}").status()).isEqualTo(200);
    assertThat(there.get(USERS).status()).isEqualTo(200);
  }

  @Test
  void password_changed_replacesTheOldOne() {
    admin().post(USERS, user("changer", "\"documents\""));
    HttpCaller caller = as("changer", "a long password");
    String path = "/api/v1/auth/password";
    Answer wrong =
        caller.post(path, "{\"current_password\":\"nope\",\"new_password\":\"another password\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("errors").get(0).path("field").asText())
        .isEqualTo("current_password");
    String right =
        "{\"current_password\":\"a long password\",\"new_password\":\"another password\"}";
    assertThat(caller.post(path, right).status()).isEqualTo(204);
    assertThat(login("changer", "a long password").status()).isEqualTo(401);
    assertThat(login("changer", "another password").status()).isEqualTo(200);
  }

  @Test
  void jwks_published_verifiesOurTokensAndHoldsNoPrivateKey() {
    Answer answer = anyone.get("/.well-known/jwks.json");
    assertThat(answer.json().path("keys").get(0).path("alg").asText()).isEqualTo("RS256");
    assertThat(answer.json().path("keys").get(0).has("d")).isFalse();
  }

  @Test
  void logins_andAdministration_areOnRecord() throws Exception {
    admin().post(USERS, user("recorded", "\"documents\""));
    login("recorded", "wrong");
    List<String> acts = List.of();
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!acts.containsAll(
            List.of("account.created recorded ALLOWED", "token.issued recorded DENIED"))
        && System.nanoTime() < patience) {
      acts =
          gateway
              .scratch
              .platform()
              .audit()
              .page("default", OptionalLong.empty(), 200)
              .toCompletableFuture()
              .get(5, TimeUnit.SECONDS)
              .entries()
              .stream()
              .map(AuthTest::text)
              .toList();
    }
    assertThat(acts).contains("account.created recorded ALLOWED", "token.issued recorded DENIED");
  }

  static String text(AuditEntry entry) {
    return entry.action() + " " + entry.target() + " " + entry.outcome();
  }

  static Answer change(HttpCaller who, String name, String json) {
    return who.send(
        who.request(USERS + "/" + name)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  @Test
  void scopes_offered_areThoseOfThePlatform() {
    HttpCaller service =
        new HttpCaller(gateway.server, gateway.scratch.token("acme", Scopes.INFERENCE));
    assertThat(service.get("/api/v1/auth/me").json().path("scopes").get(0).asText())
        .isEqualTo("inference");
  }
}
