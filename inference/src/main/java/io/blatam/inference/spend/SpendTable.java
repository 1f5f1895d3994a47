package io.blatam.inference.spend;

import akka.Done;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
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
    try (PreparedStatement update =
        connection.prepareStatement(
            "update inference_spend set micros = micros + ?, prompt_tokens = prompt_tokens + ?,"
                + " completion_tokens = completion_tokens + ?"
                + " where spent_on = ? and tenant = ? and endpoint = ?")) {
      update.setLong(1, spent.micros());
      update.setLong(2, spent.usage().promptTokens());
      update.setLong(3, spent.usage().completionTokens());
      update.setDate(4, Date.valueOf(spent.day()));
      update.setString(5, spent.tenant());
      update.setString(6, spent.endpoint());
      return update.executeUpdate();
    }
  }

  /** Two nodes may begin a row at once; it is one row. */
  private static void begin(Connection connection, Spent spent) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into inference_spend"
                + " (spent_on, tenant, endpoint, micros, prompt_tokens, completion_tokens)"
                + " values (?, ?, ?, 0, 0, 0) on conflict do nothing")) {
      insert.setDate(1, Date.valueOf(spent.day()));
      insert.setString(2, spent.tenant());
      insert.setString(3, spent.endpoint());
      insert.executeUpdate();
    }
  }

  @Override
  public CompletionStage<List<Row>> sums(LocalDate day) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select tenant, endpoint, sum(case when spent_on = ? then micros else 0 end),"
                      + " sum(micros) from inference_spend where spent_on >= ? and spent_on < ?"
                      + " group by tenant, endpoint")) {
            LocalDate month = day.withDayOfMonth(1);
            select.setDate(1, Date.valueOf(day));
            select.setDate(2, Date.valueOf(month));
            select.setDate(3, Date.valueOf(month.plusMonths(1)));
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
              while (found.next()) {
                rows.add(
                    new Row(
                        found.getString(1),
                        found.getString(2),
                        found.getLong(3),
                        found.getLong(4)));
              }
            }
            return rows;
          }
        });
  }
}
