package io.blatam.bul.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.kill.KillRun.Outcome;
import io.blatam.bul.kill.KillRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
    run(new Plan(60, 2, Duration.ofSeconds(5), 2_000, false, Duration.ofSeconds(60)), 1);
  }

  @Test
  @EnabledIfSystemProperty(named = LONG, matches = "\\d+")
  void threeNodes_killedForTwoMinutes_everyJobEndsOnce() throws Exception {
    run(new Plan(jobs(), 3, Duration.ofMinutes(2), 8_000, false, Duration.ofMinutes(3)), 2);
  }

  @Test
  @EnabledIfSystemProperty(named = LONG, matches = "\\d+")
  void threeNodes_andTheDatabaseRestarted_everyJobEndsOnce() throws Exception {
    run(new Plan(jobs(), 3, Duration.ofMinutes(2), 8_000, true, Duration.ofMinutes(3)), 3);
  }

  private static int jobs() {
    return Integer.getInteger(LONG);
  }

  private void run(Plan plan, long seed) throws Exception {
    try (Database database = Database.start(directory.resolve("postgres"))) {
      KillRun run = new KillRun(plan, directory, database, seed);
      Outcome outcome = run.run();
      Fates fates = outcome.fates();
      Set<String> endless = fates.endless(outcome.accepted());
      long begunAgain = outcome.cut().stream().filter(job -> fates.attempts(job) > 1).count();
      System.out.printf(
          "%,d of %,d jobs (stages of %d ms) accepted on %d processes, which were killed %d"
              + " times%s; %d s in all%n  leases that a kill cut: %d, %d of these jobs begun again;"
              + " attempts cut off for any reason: %d%n  rows: %s; cancellations answered: %d%n "
              + " accepted and without an end in the journal: %d; ended twice: %d; went on after"
              + " the end: %d; a stage done twice: %d; row and journal disagree: %d%n",
          outcome.accepted().size(),
          plan.jobs(),
          PacedProduction.MEAN_MILLIS,
          plan.nodes(),
          outcome.kills(),
          plan.restartDatabase() ? ", the database restarted" : "",
          outcome.took().toSeconds(),
          outcome.cut().size(),
          begunAgain,
          fates.cutOff(),
          fates.byStatus(),
          outcome.cancelled().size(),
          endless.size(),
          fates.endedTwice(),
          fates.afterEnd(),
          fates.doneTwice(),
          fates.contradicting());
      if (!endless.isEmpty()) {
        System.out.println(run.words());
      }
      assertThat(outcome.cut()).as("leases that a kill cut").isNotEmpty();
      assertThat(begunAgain).as("jobs begun again after a kill").isPositive();
      assertThat(outcome.accepted()).hasSize(plan.jobs());
      assertThat(fates.statuses().keySet()).isEqualTo(outcome.accepted());
      assertThat(endless).isEmpty();
      assertThat(fates.endedTwice()).isZero();
      assertThat(fates.afterEnd()).isZero();
      assertThat(fates.doneTwice()).isZero();
      assertThat(fates.contradicting()).isZero();
      assertThat(fates.byStatus().getOrDefault("cancelled", 0L))
          .isGreaterThanOrEqualTo(outcome.cancelled().size());
      assertThat(fates.byStatus()).containsKey("failed");
    }
  }
}
