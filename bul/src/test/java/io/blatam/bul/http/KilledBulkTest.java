package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.testkit.HttpCaller;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed while rows of a bulk come into the queue. */
class KilledBulkTest {

  private static final int ROWS = 20;
  private static final String SETTINGS =
      "blatam.bul { bulk { in-queue = 8, every = 100ms }, queue.awaken = 1s, events.every = 50ms }";

  @TempDir Path directory;

  @Test
  void bulk_processKilledWhileRowsComeIn_eachRowBecomesOneJob() {
    String self;
    try (ForkedServer first = ForkedServer.start(directory, SETTINGS)) {
      HttpCaller.Answer accepted =
          BulkContract.send(
              first.client(), "application/x-ndjson", BulkContract.meetings(ROWS), "k");
      self = accepted.header("Location");
      Eventually.holds(() -> jobs(first.client()) >= 3);
      first.kill();
    }
    try (ForkedServer second = ForkedServer.start(directory, SETTINGS)) {
      assertThat(jobs(second.client())).isLessThan(ROWS);
      HttpCaller.Answer again =
          BulkContract.send(
              second.client(), "application/x-ndjson", BulkContract.meetings(ROWS), "k");
      assertThat(again.header("Location")).isEqualTo(self);
      JsonNode bulk = BulkContract.finished(second.client(), again);

      assertThat(bulk.at("/counts/done").intValue()).as(bulk.toPrettyString()).isEqualTo(ROWS);
      assertThat(jobs(second.client())).isEqualTo(ROWS);
    }
  }

  private static int jobs(BulClient client) {
    return client.caller().get(BulClient.DOCUMENTS + "?limit=100").json().get("items").size();
  }
}
