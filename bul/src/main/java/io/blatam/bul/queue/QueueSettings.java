package io.blatam.bul.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code blatam.bul.queue} says, read once.
 *
 * @param atOnce jobs that a node works on at once
 * @param sectionsAtOnce sections of one job that are written at once
 * @param waiting unfinished jobs that the whole cluster accepts
 * @param waitingPerTenant unfinished jobs that are accepted of one tenant
 * @param window jobs of a tenant that are held in memory; also how many may wait for another
 *     attempt before no new one is tried
 * @param heartbeat how often a worker says that it is alive
 * @param lease how long a worker that is not heard of keeps its jobs
 * @param retry by document type
 * @param retryOtherwise for every other type
 * @param awaken how often tenants with unfinished jobs are looked for
 * @param recount how often a queue compares what it holds with its table
 * @param role cluster role of the nodes that hold jobs; empty: all
 */
record QueueSettings(
    int atOnce,
    int sectionsAtOnce,
    int waiting,
    int waitingPerTenant,
    int window,
    Ageing ageing,
    Limits limits,
    Duration heartbeat,
    Duration lease,
    Map<String, RetryPolicy> retry,
    RetryPolicy retryOtherwise,
    Duration awaken,
    Duration recount,
    Optional<String> role) {

  QueueSettings {
    if (atOnce < 1 || sectionsAtOnce < 1 || window < 2) {
      throw new IllegalArgumentException(
          "blatam.bul.queue: jobs and sections must be at least 1, window at least 2");
    }
    if (waiting < 1 || waitingPerTenant < 1) {
      throw new IllegalArgumentException(
          "blatam.bul.queue: waiting and waiting-per-tenant must be at least 1");
    }
    if (lease.compareTo(heartbeat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "blatam.bul.queue.lease: must be at least two heartbeats, or a slow message costs a job"
              + " its worker");
    }
  }

  static QueueSettings of(Config config) {
    Config queue = config.getConfig("blatam.bul.queue");
    return new QueueSettings(
        queue.getInt("jobs"),
        queue.getInt("sections"),
        queue.getInt("waiting"),
        queue.getInt("waiting-per-tenant"),
        queue.getInt("window"),
        new Ageing(queue.getDurationList("ageing"), queue.getDuration("expected-run")),
        Limits.of(queue),
        queue.getDuration("heartbeat"),
        queue.getDuration("lease"),
        byType(queue),
        policy("retry", queue.getConfig("retry")),
        queue.getDuration("awaken"),
        queue.getDuration("recount"),
        Optional.of(queue.getString("role")).filter(role -> !role.isBlank()));
  }

  RetryPolicy retry(String documentType) {
    return retry.getOrDefault(documentType, retryOtherwise);
  }

  private static Map<String, RetryPolicy> byType(Config queue) {
    Config otherwise = queue.getConfig("retry");
    Map<String, RetryPolicy> policies = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigValue> type : queue.getObject("retry-by-type").entrySet()) {
      Config given = ((ConfigObject) type.getValue()).toConfig().withFallback(otherwise);
      policies.put(type.getKey(), policy("retry-by-type." + type.getKey(), given));
    }
    return Map.copyOf(policies);
  }

  private static RetryPolicy policy(String key, Config config) {
    try {
      return RetryPolicy.of(config);
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "blatam.bul.queue." + key + ": " + invalid.getMessage(), invalid);
    }
  }
}
