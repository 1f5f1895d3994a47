package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.Doors;
import io.blatam.bul.webhook.Receiver;
import io.blatam.bul.webhook.Receiver.Call;
import io.blatam.bul.webhook.Receiver.Reply;
import io.blatam.platform.testkit.Engine;
import io.blatam.platform.testkit.HttpCaller;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What webhooks promise, with a real receiver; run against each database. */
abstract class WebhookContract {

  private static final String WEBHOOKS = "/api/v1/bul/webhooks";

  abstract Engine engine();

  private BulClient newTenant() {
    return Doors.on(engine()).newTenant();
  }

  private static JsonNode register(BulClient bul, String url, String more) {
    HttpCaller.Answer made = bul.caller().post(WEBHOOKS, "{\"url\": \"" + url + "\"" + more + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json();
  }

  private static JsonNode deliveries(BulClient bul, JsonNode webhook) {
    return bul.caller().get(webhook.at("/links/deliveries").textValue()).json().get("items");
  }

  /** As a receiver would: from the secret that it was given and nothing else. */
  private static String expected(String secret, Call call) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
      String content = call.id() + "." + call.timestamp() + "." + call.body();
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void job_done_isToldInOrderAndSigned() {
    BulClient bul = newTenant();
    try (Receiver receiver = Receiver.friendly()) {
      String secret = register(bul, receiver.url("/hook"), "").get("secret").textValue();
      String id = bul.submit(BulClient.MEETING);
      bul.finished(id);
      Eventually.holds(() -> bul.job(id) != null && receiver.ofType("document.done").size() == 1);

      assertThat(receiver.calls)
          .extracting(Call::type)
          .containsExactly("document.submitted", "document.started", "document.done");
      assertThat(receiver.calls)
          .allSatisfy(call -> assertThat(call.signature()).isEqualTo(expected(secret, call)));
      JsonNode done = receiver.calls.get(2).json();
      assertThat(done.get("id").textValue()).isEqualTo(receiver.calls.get(2).id());
      assertThat(done.at("/data/id").textValue()).isEqualTo(id);
      assertThat(done.at("/data/files/0/href").textValue()).endsWith(id + "/files/md");
      assertThat(bul.caller().get(done.at("/data/files/0/href").textValue()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void receiver_failsAtFirst_isTriedAgainInOrder() {
    BulClient bul = newTenant();
    Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    try (Receiver receiver =
        Receiver.answering(
            call ->
                Reply.of(
                    seen.computeIfAbsent(call.id(), id -> new AtomicInteger()).incrementAndGet() < 3
                        ? 503
                        : 204))) {
      JsonNode webhook = register(bul, receiver.url("/"), "");
      String id = bul.submit(BulClient.MEETING);
      Eventually.holds(() -> bul.job(id) != null && receiver.ofType("document.done").size() == 3);

      assertThat(receiver.calls)
          .extracting(Call::type)
          .containsExactly(
              "document.submitted",
              "document.submitted",
              "document.submitted",
              "document.started",
              "document.started",
              "document.started",
              "document.done",
              "document.done",
              "document.done");
      assertThat(receiver.ofType("document.done"))
          .extracting(Call::id)
          .containsOnly(receiver.ofType("document.done").get(0).id());
      Eventually.holds(
          () -> deliveries(bul, webhook).at("/0/state").textValue().equals("delivered"));
      assertThat(deliveries(bul, webhook).at("/0/attempts").intValue()).isEqualTo(3);
    }
  }

  @Test
  void webhook_wantsSomeEvents_getsOnlyThose() {
    BulClient bul = newTenant();
    try (Receiver receiver = Receiver.friendly()) {
      register(bul, receiver.url("/"), ", \"events\": [\"document.done\"]");
      String id = bul.submit(BulClient.MEETING);
      Eventually.holds(() -> bul.job(id) != null && !receiver.calls.isEmpty());

      assertThat(receiver.calls).extracting(Call::type).containsExactly("document.done");
    }
  }

  @Test
  void test_event_isDeliveredAndShown() {
    BulClient bul = newTenant();
    try (Receiver receiver = Receiver.friendly()) {
      JsonNode webhook = register(bul, receiver.url("/"), ", \"events\": [\"document.done\"]");
      HttpCaller.Answer accepted =
          bul.caller().post(webhook.at("/links/self").textValue() + "/test", "");
      assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
      Eventually.holds(
          () ->
              bul.caller()
                  .get(accepted.header("Location"))
                  .json()
                  .get("state")
                  .textValue()
                  .equals("delivered"));

      JsonNode delivery = bul.caller().get(accepted.header("Location")).json();
      assertThat(delivery.at("/last_attempt/status").intValue()).isEqualTo(200);
      assertThat(delivery.at("/last_attempt/response").textValue()).isEqualTo("thanks");
      assertThat(receiver.calls).extracting(Call::type).containsExactly("webhook.test");

      bul.caller().post(delivery.at("/links/redeliver").textValue(), "");
      Eventually.holds(() -> deliveries(bul, webhook).size() == 1 && receiver.calls.size() == 2);
      assertThat(receiver.calls).extracting(Call::id).containsOnly(receiver.calls.get(0).id());
    }
  }

  @Test
  void rotate_oldSecretStillSignsBesideTheNewOne() {
    BulClient bul = newTenant();
    try (Receiver receiver = Receiver.friendly()) {
      JsonNode webhook = register(bul, receiver.url("/"), "");
      String self = webhook.at("/links/self").textValue();
      String fresh =
          bul.caller().post(self + "/rotate-secret", "").json().get("secret").textValue();
      assertThat(fresh).isNotEqualTo(webhook.get("secret").textValue());
      assertThat(bul.caller().get(self).json().has("secret")).isFalse();

      bul.caller().post(self + "/test", "");
      Eventually.holds(() -> bul.caller().get(self) != null && receiver.calls.size() == 1);
      Call call = receiver.calls.get(0);
      assertThat(call.signature().split(" "))
          .containsExactly(
              expected(fresh, call), expected(webhook.get("secret").textValue(), call));
    }
  }

  @Test
  void receiver_gone_switchesTheWebhookOff() {
    BulClient bul = newTenant();
    try (Receiver receiver = Receiver.answering(call -> Reply.of(410))) {
      JsonNode webhook = register(bul, receiver.url("/"), "");
      String self = webhook.at("/links/self").textValue();
      bul.caller().post(self + "/test", "");
      Eventually.holds(() -> !bul.caller().get(self).json().get("enabled").booleanValue());

      assertThat(bul.caller().get(self).json().get("disabled_reason").textValue()).contains("410");
      assertThat(deliveries(bul, webhook).at("/0/state").textValue()).isEqualTo("dead");
      assertThat(bul.caller().post(self + "/test", "").status()).isEqualTo(409);
      assertThat(patch(bul, self, "{\"enabled\": true}").json().has("disabled_reason")).isFalse();
    }
  }

  @Test
  void deliveries_manyPages_comeOnceEach() {
    BulClient bul = newTenant();
    try (Receiver receiver = Receiver.friendly()) {
      JsonNode webhook = register(bul, receiver.url("/"), "");
      String self = webhook.at("/links/self").textValue();
      for (int i = 0; i < 5; i++) {
        bul.caller().post(self + "/test", "");
      }
      String list = webhook.at("/links/deliveries").textValue() + "?limit=2";
      JsonNode first = bul.caller().get(list).json();
      JsonNode second = bul.caller().get(list + "&cursor=" + first.get("next").textValue()).json();
      JsonNode third = bul.caller().get(list + "&cursor=" + second.get("next").textValue()).json();

      assertThat(third.has("next")).isFalse();
      assertThat(
              List.of(first, second, third).stream()
                  .flatMap(page -> page.get("items").findValuesAsText("event_id").stream())
                  .distinct())
          .hasSize(5);
    }
  }

  @Test
  void webhook_ofAnotherTenant_isNotThere() {
    BulClient bul = newTenant();
    BulClient other = newTenant();
    String self = register(bul, "https://hooks.example.com/", "").at("/links/self").textValue();

    assertThat(other.caller().get(self).status()).isEqualTo(404);
    assertThat(other.caller().get(self + "/deliveries").status()).isEqualTo(404);
    assertThat(other.caller().post(self + "/test", "").status()).isEqualTo(404);
    assertThat(other.caller().post(self + "/rotate-secret", "").status()).isEqualTo(404);
    assertThat(patch(other, self, "{\"enabled\": false}").status()).isEqualTo(404);
    assertThat(other.caller().delete(self).status()).isEqualTo(404);
    assertThat(other.caller().get(WEBHOOKS).json().get("items")).isEmpty();
    assertThat(bul.caller().delete(self).status()).isEqualTo(204);
    assertThat(bul.caller().get(self).status()).isEqualTo(404);
  }

  @Test
  void register_badInput_namesTheField() {
    BulClient bul = newTenant();
    for (List<String> bad :
        List.of(
            List.of("{}", "url"),
            List.of("{\"url\": \"https://10.0.0.1/\"}", "url"),
            List.of("{\"url\": \"https://a.example/\", \"events\": [\"job.done\"]}", "events"),
            List.of(
                "{\"url\": \"https://a.example/\", \"description\": \"" + "x".repeat(301) + "\"}",
                "description"))) {
      HttpCaller.Answer answer = bul.caller().post(WEBHOOKS, bad.get(0));
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/field").textValue()).startsWith(bad.get(1));
    }
    String cursor = register(bul, "https://a.example/", "").at("/links/deliveries").textValue();
    assertThat(bul.caller().get(cursor + "?cursor=x").status()).isEqualTo(400);
    assertThat(bul.caller().get(cursor + "?state=lost").status()).isEqualTo(400);
  }

  private static HttpCaller.Answer patch(BulClient bul, String path, String json) {
    return bul.caller()
        .send(
            bul.caller()
                .request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
  }
}
