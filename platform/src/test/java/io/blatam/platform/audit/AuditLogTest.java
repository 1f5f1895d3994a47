package io.blatam.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditLogTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Config QUIET =
      ConfigFactory.parseString("akka.loglevel = WARNING").withFallback(ConfigFactory.load());

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void record_thenOrderlyShutdown_losesNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      ActorTestKit kit = ActorTestKit.create(QUIET);
      AuditLog log = AuditLog.start(new AuditSettings(10_000, 200), database, kit.system());

      IntStream.range(0, 5_000).forEach(n -> log.record(entry("acme", "document-" + n)));
      kit.shutdownTestKit();

      AuditPage newest = Await.result(log.page("acme", OptionalLong.empty(), 5_000));
      assertThat(newest.entries()).hasSize(5_000);
      assertThat(newest.entries().get(0)).isEqualTo(entry("acme", "document-4999"));
      assertThat(newest.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void page_followedToItsEnd_givesEachEntryOfTheTenantOnce(Engine engine) {
    try (Database database = engine.open(directory)) {
      ActorTestKit kit = ActorTestKit.create(QUIET);
      AuditLog log = AuditLog.start(new AuditSettings(100, 10), database, kit.system());
      for (int n = 0; n < 5; n++) {
        log.record(entry("acme", "document-" + n));
        log.record(entry("rival", "secret-" + n));
      }
      kit.shutdownTestKit();

      AuditPage first = Await.result(log.page("acme", OptionalLong.empty(), 3));
      AuditPage second = Await.result(log.page("acme", first.next(), 3));

      assertThat(first.entries())
          .extracting(AuditEntry::target)
          .containsExactly("document-4", "document-3", "document-2");
      assertThat(second.entries())
          .extracting(AuditEntry::target)
          .containsExactly("document-1", "document-0");
      assertThat(second.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void record_textThatDoesNotFit_isCutRatherThanLost(Engine engine) {
    try (Database database = engine.open(directory)) {
      ActorTestKit kit = ActorTestKit.create(QUIET);
      AuditLog log = AuditLog.start(new AuditSettings(100, 10), database, kit.system());

      log.record(entry("acme", "a\0b" + "x".repeat(2_000)));
      kit.shutdownTestKit();

      assertThat(Await.result(log.page("acme", OptionalLong.empty(), 10)).entries())
          .singleElement()
          .satisfies(entry -> assertThat(entry.target()).startsWith("a b").hasSize(500));
    }
  }

  private static AuditEntry entry(String tenant, String target) {
    return new AuditEntry(
        NOON, tenant, "ana", "document.requested", target, AuditEntry.Outcome.ALLOWED, "r-1");
  }
}
