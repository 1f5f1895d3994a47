package io.blatam.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A statement that failed. Its subclasses are the failures that a caller can do something about.
 */
public class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 20;

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Sorts a driver's failure by its SQLSTATE, which H2 and PostgreSQL share where it matters:
   * classes 08, 53 and 57P are a server that can not answer now, 23505 is a unique key.
   */
  static DatabaseException of(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.equals("23505")) {
      return new DuplicateKeyException(failure);
    }
    if (failure instanceof SQLTransientConnectionException || unreachable(state, failure)) {
      return new DatabaseUnavailableException("the database does not answer", failure);
    }
    return new DatabaseException(
        "the database refused a statement: " + failure.getMessage(), failure);
  }

  /** Whether running the whole transaction again may succeed: it lost against a concurrent one. */
  static boolean lostRace(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.startsWith("40") || state.equals("90131") || state.equals("HYT00");
  }

  private static boolean unreachable(String state, SQLException failure) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || H2_GONE.contains(state)
        || causes(failure).anyMatch(java.io.IOException.class::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  /** Closed, broken, locked by another process, out of space, in that order. */
  private static final java.util.Set<String> H2_GONE =
      java.util.Set.of("90098", "90121", "90067", "90020", "90031", "90028");
}
