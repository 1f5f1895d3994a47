package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.webhook.Receiver;
import io.blatam.bul.webhook.Receiver.Call;
import io.blatam.bul.webhook.Receiver.Reply;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed between what happened and being told of it. */
class KilledCourierTest {

  private static final String SETTINGS =
      """
      blatam.bul.webhooks {
        allow = ["127.0.0.0/8"], ports = [], every = 200ms
        retry { first = 20ms, cap = 200ms, give-up-after = 60s }
      }
      blatam.bul.events.every = 50ms
      blatam.bul.queue.awaken = 1s
      """;

  @TempDir Path directory;

  @Test
  void events_processKilledTwice_allAreToldInOrderUnderTheirOwnIds() {
    AtomicBoolean listens = new AtomicBoolean();
    try (Receiver receiver = Receiver.answering(call -> Reply.of(listens.get() ? 200 : 503))) {
      Set<String> jobs = new HashSet<>();
      try (ForkedServer first = ForkedServer.start(directory, SETTINGS)) {
        first
            .client()
            .caller()
            .post("/api/v1/bul/webhooks", "{\"url\": \"" + receiver.url("/") + "\"}");
        for (int i = 0; i < 3; i++) {
          jobs.add(first.client().submit(BulClient.MEETING));
        }
        first.kill();
      }
      try (ForkedServer second = ForkedServer.start(directory, SETTINGS)) {
        jobs.forEach(job -> second.client().finished(job));
        // Nobody has been told yet: the receiver refused everything.
        second.kill();
      }
      receiver.calls.clear();
      listens.set(true);
      try (ForkedServer third = ForkedServer.start(directory, SETTINGS)) {
        Eventually.holds(
            () ->
                third.client().job(jobs.iterator().next()) != null
                    && told(receiver, "document.done").equals(jobs));
        for (String job : jobs) {
          assertThat(receiver.calls)
              .filteredOn(call -> call.json().at("/data/id").textValue().equals(job))
              .extracting(Call::type)
              .startsWith("document.submitted")
              .endsWith("document.done");
        }
        assertThat(told(receiver, "document.submitted")).isEqualTo(jobs);
        assertThat(receiver.calls).extracting(Call::id).doesNotHaveDuplicates();
      }
    }
  }

  private static Set<String> told(Receiver receiver, String type) {
    return receiver.ofType(type).stream()
        .map(call -> call.json().at("/data/id").textValue())
        .collect(Collectors.toSet());
  }
}
