package io.blatam.platform.cluster;

import akka.actor.ExtendedActorSystem;
import akka.coordination.lease.LeaseSettings;
import akka.coordination.lease.javadsl.Lease;
import akka.dispatch.Dispatchers;
import io.blatam.platform.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The right to go on when a cluster falls apart, as one row of the database that all its nodes
 * share. With it two nodes are enough: whichever side reaches the row first goes on, and a side
 * that does not get it, or does not reach the database, ends itself.
 *
 * <p>A claim is not renewed. It lasts {@code heartbeat-timeout}, longer than the split-brain
 * resolver holds it (its {@code release-after}), so a winner that dies at once does not keep the
 * next decision waiting for ever. Time is the database's, so the clocks of the nodes do not matter.
 * Each call opens a connection of its own: the pools may be full of work that waits for the node
 * that is gone.
 */
public final class DatabaseLease extends Lease {

  private static final String CLAIM =
      "insert into cluster_lease (name, owner, expires_at)"
          + " values (?, ?, current_timestamp + ? * interval '1 second')"
          + " on conflict (name) do update set owner = excluded.owner, expires_at = excluded.expires_at"
          + " where cluster_lease.owner = excluded.owner or cluster_lease.expires_at < current_timestamp";
  private static final String RELEASE = "delete from cluster_lease where name = ? and owner = ?";

  private final LeaseSettings settings;
  private final DatabaseSettings database;
  private final Executor blocking;
  private final Duration lasts;
  private volatile long heldUntil = System.nanoTime();

  /** Called by Akka, by reflection. */
  public DatabaseLease(LeaseSettings settings, ExtendedActorSystem system) {
    this.settings = settings;
    this.database = DatabaseSettings.of(system.settings().config());
    this.blocking = system.dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
    this.lasts = Duration.ofNanos(settings.timeoutSettings().heartbeatTimeout().toNanos());
  }

  @Override
  public LeaseSettings getSettings() {
    return settings;
  }

  /** True for one owner at a time. Fails when the database can not be asked. */
  @Override
  public CompletionStage<Boolean> acquire() {
    return onDatabase(
        connection -> {
          long asked = System.nanoTime();
          try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, settings.leaseName());
            claim.setString(2, settings.ownerName());
            claim.setLong(3, lasts.toSeconds());
            boolean mine = claim.executeUpdate() == 1;
            heldUntil = mine ? asked + lasts.toNanos() : asked;
            return mine;
          }
        });
  }

  /** The same: a claim is lost by its age alone, so nobody has to be told. */
  @Override
  public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> leaseLostCallback) {
    return acquire();
  }

  @Override
  public CompletionStage<Boolean> release() {
    heldUntil = System.nanoTime();
    return onDatabase(
        connection -> {
          try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setString(1, settings.leaseName());
            release.setString(2, settings.ownerName());
            release.executeUpdate();
            return true;
          }
        });
  }

  @Override
  public boolean checkLease() {
    return System.nanoTime() - heldUntil < 0;
  }

  private CompletionStage<Boolean> onDatabase(Statement statement) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Connection connection =
              DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return statement.run(connection);
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        blocking);
  }

  @FunctionalInterface
  private interface Statement {
    boolean run(Connection connection) throws SQLException;
  }
}
