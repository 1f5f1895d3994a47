package io.blatam.bul.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.kill.KillRun.Outcome;
import io.blatam.bul.kill.KillRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every accepted job comes to exactly one end, whoever dies. The long runs are {@code ./blatam test
 * kill}.
 */
class KilledNodesTest {

  private static final String LONG = "blatam.kill";

  @TempDir Path directory;

  @Test
  void twoNodes_oneKilledWhileItWorks_everyJobEndsOnce() throws Exception {
    run(new Plan(60, 2, Duration.ofSeconds(5), 4_000, false, Duration.ofSeconds(60)), 1);
  }

  @Test
  @EnabledIfSystemProperty(named = LONG, matches = "\\d+")
  void threeNodes_killedForTwoMinutes_everyJobEndsOnce() throws Exception {
    run(new Plan(jobs(), 3, Duration.ofMinutes(2), 8_000, false, Duration.ofMinutes(4)), 2);
  }

  @Test
  @EnabledIfSystemProperty(named = LONG, matches = "\\d+")
  void threeNodes_andTheDatabaseRestarted_everyJobEndsOnce() throws Exception {
    run(new Plan(jobs(), 3, Duration.ofMinutes(2), 8_000, true, Duration.ofMinutes(4)), 3);
  }

  private static int jobs() {
    return Integer.getInteger(LONG);
  }

  private void run(Plan plan, long seed) throws Exception {
    try (Database database = Database.start(directory.resolve("postgres"))) {
      Outcome outcome = new KillRun(plan, directory, database, seed).run();
      Fates fates = outcome.fates();
      System.out.printf(
          "%d jobs accepted on %d processes in %d s; killed %d times%s; %d had more than one"
              + " attempt%n  ends: %s; unfinished %d, ended twice %d, without an end %d, went on"
              + " after it %d, row and journal disagree %d%n",
          outcome.accepted().size(),
          plan.nodes(),
          outcome.took().toSeconds(),
          outcome.kills(),
          plan.restartDatabase() ? ", the database restarted" : "",
          fates.retried(),
          fates.byStatus(),
          fates.unfinished(),
          fates.endedTwice(),
          fates.endless(),
          fates.afterEnd(),
          fates.contradicting());
      assertThat(outcome.kills()).isPositive();
      assertThat(outcome.accepted()).hasSize(plan.jobs());
      assertThat(fates.ended()).isEqualTo(plan.jobs());
      assertThat(fates.unfinished()).isZero();
      assertThat(fates.endedTwice()).isZero();
      assertThat(fates.endless()).isZero();
      assertThat(fates.afterEnd()).isZero();
      assertThat(fates.contradicting()).isZero();
      assertThat(fates.byStatus().getOrDefault("cancelled", 0L))
          .isGreaterThanOrEqualTo(outcome.cancelled().size());
      assertThat(fates.byStatus()).containsKey("failed");
    }
  }
}
