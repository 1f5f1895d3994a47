package io.blatam.platform.database;

import java.sql.SQLException;

/** Work on a connection. Runs on the blocking pool, never on an actor's dispatcher. */
@FunctionalInterface
public interface SqlFunction<A, T> {
  T apply(A argument) throws SQLException;
}
