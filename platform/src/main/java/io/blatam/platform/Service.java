package io.blatam.platform;

import akka.http.javadsl.server.Route;

/**
 * One service of the platform: a role of the cluster, a port and the routes behind it.
 *
 * <p>A process runs the services that {@code blatam.roles} names. Each service is started once per
 * process; everything that must exist once per cluster is a sharded entity or a singleton that the
 * service initialises in {@link #start}.
 */
public interface Service {

  /** Role, log name and first path segment below {@code /api/v1}: lower case, e.g. {@code bul}. */
  String name();

  /** The TCP port that the service listens on unless {@code blatam.<name>.port} says otherwise. */
  int defaultPort();

  /**
   * Starts the service's actors and returns its routes, which the caller binds. Must not block for
   * long: whatever is slow to load is loaded in the background.
   *
   * @throws StartupException when the configuration of the service can not work
   */
  Route start(Platform platform);
}
