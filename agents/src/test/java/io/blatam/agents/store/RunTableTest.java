package io.blatam.agents.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.agents.store.RunTable.Admission;
import io.blatam.agents.workflow.RunRequest;
import io.blatam.agents.workflow.RunStatus;
import io.blatam.agents.workflow.RunView;
import io.blatam.agents.workflow.Step;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTableTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void accept_keyUsedBefore_givesTheEarlierRun(Engine engine) {
    try (Database database = engine.open(directory)) {
      RunTable table = new RunTable(database);
      RunRequest first = request("acme");
      RunRequest second = request("acme");
      assertThat(accept(table, first, Optional.of("key"), 9))
          .contains(new Admission(first.id(), true, hash()));
      assertThat(accept(table, second, Optional.of("key"), 9))
          .contains(new Admission(first.id(), false, hash()));
      assertThat(accept(table, second, Optional.empty(), 9).orElseThrow().created()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void accept_tenantHasEnough_isRefusedUntilOneEnds(Engine engine) {
    try (Database database = engine.open(directory)) {
      RunTable table = new RunTable(database);
      RunRequest first = request("acme");
      accept(table, first, Optional.empty(), 1);
      assertThat(accept(table, request("acme"), Optional.empty(), 1)).isEmpty();
      assertThat(accept(table, request("other"), Optional.empty(), 1)).isPresent();
      Await.result(table.follow(view(first, RunStatus.DONE, NOON.plusSeconds(1))));
      assertThat(accept(table, request("acme"), Optional.empty(), 1)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void follow_oldNewsAndNewsAfterTheEnd_changeNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      RunTable table = new RunTable(database);
      RunRequest request = request("acme");
      accept(table, request, Optional.empty(), 9);
      assertThat(Await.result(table.follow(view(request, RunStatus.RUNNING, NOON.plusSeconds(5)))))
          .isOne();
      assertThat(Await.result(table.follow(view(request, RunStatus.ACCEPTED, NOON.plusSeconds(4)))))
          .isZero();
      Await.result(table.follow(view(request, RunStatus.CANCELLED, NOON.plusSeconds(6))));
      assertThat(Await.result(table.follow(view(request, RunStatus.DONE, NOON.plusSeconds(7)))))
          .isZero();
      assertThat(Await.result(table.list("acme", Optional.empty(), OptionalLong.empty(), 5)).runs())
          .extracting(RunTable.Summary::status)
          .containsExactly("cancelled");
    }
  }

  @ParameterizedTest
  @EnumSource
  void unfinished_givesWhatWasAccepted_oldestFirst(Engine engine) {
    try (Database database = engine.open(directory)) {
      RunTable table = new RunTable(database);
      RunRequest first = request("acme");
      RunRequest ended = request("acme");
      RunRequest last = request("other");
      List.of(first, ended, last).forEach(run -> accept(table, run, Optional.empty(), 9));
      Await.result(table.follow(view(ended, RunStatus.FAILED, NOON.plusSeconds(1))));
      assertThat(Await.result(table.unfinished(10))).containsExactly(first, last);
      assertThat(Await.result(table.unfinished(1))).containsExactly(first);
    }
  }

  private static Optional<Admission> accept(
      RunTable table, RunRequest request, Optional<String> key, int atMost) {
    return Await.result(table.accept(request, key, hash(), atMost));
  }

  private static String hash() {
    return "0".repeat(64);
  }

  private static RunRequest request(String tenant) {
    return new RunRequest(
        UUID.randomUUID().toString(),
        tenant,
        "ana",
        Set.of("documents"),
        "{\"text\":\"año\"}",
        List.of("pdf"),
        NOON);
  }

  private static RunView view(RunRequest request, RunStatus status, Instant at) {
    return new RunView(
        request.id(),
        "document",
        status,
        Step.BRIEF,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        request.acceptedAt(),
        at);
  }
}
