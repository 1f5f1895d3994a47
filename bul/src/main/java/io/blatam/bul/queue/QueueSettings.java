package io.blatam.bul.queue;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code blatam.bul.queue} says, read once.
 *
 * @param atOnce jobs that a node works on at once
 * @param atOncePerTenant how many of them may be one tenant's
 * @param sectionsAtOnce sections of one job that are written at once
 * @param waiting jobs that may wait in the whole cluster
 * @param waitingPerTenant jobs that may wait of one tenant
 * @param attempts fruitless attempts after which a job is given up
 * @param retryDelay wait before the second attempt; doubles with each further one
 * @param role cluster role of the nodes that hold jobs; empty: all
 * @param awaken how often jobs that nobody works on are looked for
 */
record QueueSettings(
    int atOnce,
    int atOncePerTenant,
    int sectionsAtOnce,
    int waiting,
    int waitingPerTenant,
    int attempts,
    Duration retryDelay,
    Duration awaken,
    Optional<String> role) {

  QueueSettings {
    if (atOnce < 1 || atOncePerTenant < 1 || sectionsAtOnce < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "blatam.bul.queue: jobs, jobs-per-tenant, sections and attempts must be at least 1");
    }
    if (waiting < 1 || waitingPerTenant < 1) {
      throw new IllegalArgumentException(
          "blatam.bul.queue: waiting and waiting-per-tenant must be at least 1");
    }
  }

  static QueueSettings of(Config config) {
    Config queue = config.getConfig("blatam.bul.queue");
    return new QueueSettings(
        queue.getInt("jobs"),
        queue.getInt("jobs-per-tenant"),
        queue.getInt("sections"),
        queue.getInt("waiting"),
        queue.getInt("waiting-per-tenant"),
        queue.getInt("attempts"),
        queue.getDuration("retry-delay"),
        queue.getDuration("awaken"),
        Optional.of(queue.getString("role")).filter(role -> !role.isBlank()));
  }
}
