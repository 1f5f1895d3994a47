package io.blatam.inference.spend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.api.Usage;
import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the table must do on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpendTableContract {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

  private ScratchPlatform scratch;

  /** Of the database, in HOCON. */
  abstract String settings();

  @BeforeAll
  void start(@TempDir Path folder) {
    scratch = ScratchPlatform.start(folder, settings());
  }

  @AfterAll
  void stop() {
    scratch.close();
  }

  private Database database() {
    return scratch.platform().database();
  }

  @Test
  void sums_byTenantAndEndpoint_dayAndItsMonthAlone() throws Exception {
    SpendTable table = new SpendTable(database());
    String tenant = "t" + System.nanoTime();
    for (LocalDate day : List.of(DAY.minusMonths(1), DAY.minusDays(1), DAY, DAY, DAY.plusDays(1))) {
      add(table, new Spent(day, tenant, "main", 10, new Usage(1, 2, false)));
    }
    add(table, new Spent(DAY, tenant, "cloud", 7, new Usage(1, 2, false)));

    assertThat(rows(table, tenant))
        .containsExactlyInAnyOrder(
            new SpendStore.Row(tenant, "main", 20, 30), new SpendStore.Row(tenant, "cloud", 7, 7));
  }

  @Test
  void add_manyAtOnce_nothingIsLost() throws Exception {
    SpendTable table = new SpendTable(database());
    String tenant = "t" + System.nanoTime();
    List<CompletableFuture<?>> adding = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      adding.add(
          table
              .add(new Spent(DAY, tenant, "main", 1, new Usage(1, 1, false)))
              .toCompletableFuture());
    }
    for (CompletableFuture<?> added : adding) {
      added.get(20, SECONDS);
    }

    assertThat(rows(table, tenant)).containsExactly(new SpendStore.Row(tenant, "main", 100, 100));
  }

  private static void add(SpendTable table, Spent spent) throws Exception {
    table.add(spent).toCompletableFuture().get(10, SECONDS);
  }

  private static List<SpendStore.Row> rows(SpendTable table, String tenant) throws Exception {
    return table.sums(DAY).toCompletableFuture().get(10, SECONDS).stream()
        .filter(row -> row.tenant().equals(tenant))
        .toList();
  }
}
