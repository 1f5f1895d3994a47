package io.blatam.bul.store;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a tenant decided in earlier asks; the newest decision about a thing stands. */
public final class MemoryTable {
  private static final int KEPT = 200;

  /**
   * @param kind what was decided: {@code document-type}, {@code area} or {@code tone}
   * @param about what the decision is about, such as the words of the ask
   */
  public record Decision(String kind, String about, String value, Instant at) {}

  private final Database database;

  public MemoryTable(Database database) {
    this.database = database;
  }

  /** Newest first, at most 200. */
  public CompletionStage<List<Decision>> of(String tenant) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row ->
                    new Decision(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Sql.instant(row, "decided_at")),
                "select kind, about, decided, decided_at from bul_agent_memory where tenant = ?"
                    + " order by decided_at desc limit "
                    + KEPT,
                tenant));
  }

  /** Takes the place of what was decided about the same; the oldest beyond 200 are forgotten. */
  public CompletionStage<Integer> remember(String tenant, Decision decision) {
    return database.transaction(
        connection -> {
          int changed =
              Sql.update(
                  connection,
                  "update bul_agent_memory set decided = ?, decided_at = ?"
                      + " where tenant = ? and kind = ? and about = ?",
                  decision.value(),
                  decision.at(),
                  tenant,
                  decision.kind(),
                  decision.about());
          if (changed == 0) {
            Sql.update(
                connection,
                "insert into bul_agent_memory (tenant, kind, about, decided, decided_at)"
                    + " values (?, ?, ?, ?, ?) on conflict do nothing",
                tenant,
                decision.kind(),
                decision.about(),
                decision.value(),
                decision.at());
            Sql.update(
                connection,
                "delete from bul_agent_memory where tenant = ? and decided_at < (select"
                    + " min(decided_at) from (select decided_at from bul_agent_memory where tenant"
                    + " = ? order by decided_at desc limit "
                    + KEPT
                    + ") newest)",
                tenant,
                tenant);
          }
          return changed;
        });
  }

  /** Forgets everything of a tenant. */
  public CompletionStage<Integer> forget(String tenant) {
    return database.call(
        connection ->
            Sql.update(connection, "delete from bul_agent_memory where tenant = ?", tenant));
  }

  /** Forgets what was decided about one thing. */
  public CompletionStage<Integer> forget(String tenant, String kind, String about) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "delete from bul_agent_memory where tenant = ? and kind = ? and about = ?",
                tenant,
                kind,
                about));
  }
}
