package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.webhook.Receiver;
import io.blatam.bul.webhook.Receiver.Call;
import io.blatam.bul.webhook.Receiver.Reply;
import io.blatam.platform.testkit.HttpCaller;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process killed while the rows of a bulk come into the queue, and another between what happened
 * and being told of it.
 */
class KilledCourierTest {

  private static final int ROWS = 10;
  private static final String SETTINGS =
      """
      blatam.bul {
        webhooks {
          allow = ["127.0.0.0/8"], ports = [], every = 200ms
          retry { first = 20ms, cap = 200ms, give-up-after = 300s }
        }
        bulk { in-queue = 4, every = 100ms }
        events.every = 50ms
        queue.awaken = 1s
      }
      """;

  @TempDir Path directory;

  @Test
  void bulk_processKilledTwice_eachRowIsOneJobAndEachEventIsToldInOrder() {
    AtomicBoolean listens = new AtomicBoolean();
    try (Receiver receiver = Receiver.answering(call -> Reply.of(listens.get() ? 200 : 503))) {
      String self = killedWhileRowsComeIn(receiver);
      killedBeforeAnybodyWasTold(self);
      receiver.calls.clear();
      listens.set(true);
      try (ForkedServer third = ForkedServer.start(directory, SETTINGS)) {
        Eventually.holds(
            () ->
                third.client().caller().get(self).status() == 200
                    && receiver.ofType("bulk.finished").size() == 1);
        Eventually.holds(
            () ->
                third.client().caller().get(self).status() == 200
                    && told(receiver, "document.done").size() == ROWS);
        for (String job : told(receiver, "document.submitted")) {
          assertThat(receiver.calls)
              .filteredOn(call -> call.json().at("/data/id").textValue().equals(job))
              .extracting(Call::type)
              .startsWith("document.submitted")
              .endsWith("document.done");
        }
        assertThat(told(receiver, "document.submitted")).hasSize(ROWS);
        assertThat(receiver.calls).extracting(Call::id).doesNotHaveDuplicates();
      }
    }
  }

  private String killedWhileRowsComeIn(Receiver receiver) {
    try (ForkedServer first = ForkedServer.start(directory, SETTINGS)) {
      first
          .client()
          .caller()
          .post("/api/v1/bul/webhooks", "{\"url\": \"" + receiver.url("/") + "\"}");
      HttpCaller.Answer accepted = send(first.client());
      Eventually.holds(() -> jobs(first.client()) >= 2);
      first.kill();
      return accepted.header("Location");
    }
  }

  private void killedBeforeAnybodyWasTold(String self) {
    try (ForkedServer second = ForkedServer.start(directory, SETTINGS)) {
      assertThat(jobs(second.client())).isLessThan(ROWS);
      HttpCaller.Answer again = send(second.client());
      assertThat(again.header("Location")).isEqualTo(self);
      JsonNode bulk = BulkContract.finished(second.client(), again);
      assertThat(bulk.at("/counts/done").intValue()).as(bulk.toPrettyString()).isEqualTo(ROWS);
      assertThat(jobs(second.client())).isEqualTo(ROWS);
      second.kill();
    }
  }

  private static HttpCaller.Answer send(BulClient client) {
    return BulkContract.send(client, "application/x-ndjson", BulkContract.meetings(ROWS), "friday");
  }

  private static int jobs(BulClient client) {
    return client.caller().get(BulClient.DOCUMENTS + "?limit=100").json().get("items").size();
  }

  private static Set<String> told(Receiver receiver, String type) {
    return receiver.ofType(type).stream()
        .map(call -> call.json().at("/data/id").textValue())
        .collect(Collectors.toSet());
  }
}
