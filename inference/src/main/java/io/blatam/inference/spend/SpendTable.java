package io.blatam.inference.spend;

import akka.Done;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What was spent, in the database: it outlives the process, and all nodes add to it. */
public final class SpendTable implements SpendStore {

  private final Database database;

  public SpendTable(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Done> add(Spent spent) {
    return database.transaction(
        connection -> {
          if (increase(connection, spent) == 0) {
            begin(connection, spent);
            increase(connection, spent);
          }
          return Done.getInstance();
        });
  }

  private static int increase(Connection connection, Spent spent) throws SQLException {
    return Sql.update(
        connection,
        "update inference_spend set micros = micros + ?, prompt_tokens = prompt_tokens + ?,"
            + " completion_tokens = completion_tokens + ?"
            + " where spent_on = ? and tenant = ? and endpoint = ?",
        spent.micros(),
        spent.usage().promptTokens(),
        spent.usage().completionTokens(),
        Date.valueOf(spent.day()),
        spent.tenant(),
        spent.endpoint());
  }

  /** Two nodes may begin a row at once; it is one row. */
  private static void begin(Connection connection, Spent spent) throws SQLException {
    Sql.update(
        connection,
        "insert into inference_spend"
            + " (spent_on, tenant, endpoint, micros, prompt_tokens, completion_tokens)"
            + " values (?, ?, ?, 0, 0, 0) on conflict do nothing",
        Date.valueOf(spent.day()),
        spent.tenant(),
        spent.endpoint());
  }

  @Override
  public CompletionStage<List<Row>> sums(LocalDate day) {
    LocalDate month = day.withDayOfMonth(1);
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> new Row(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                "select tenant, endpoint, sum(case when spent_on = ? then micros else 0 end),"
                    + " sum(micros) from inference_spend where spent_on >= ? and spent_on < ?"
                    + " group by tenant, endpoint",
                Date.valueOf(day),
                Date.valueOf(month),
                Date.valueOf(month.plusMonths(1))));
  }
}
