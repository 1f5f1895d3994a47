package io.blatam.agents.workflow;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.Optional;

/**
 * @param unfinishedPerTenant how many runs of a tenant may be unfinished
 * @param attempts how often a step may fail before the run fails
 * @param firstRetryDelay wait before the second attempt; doubles with each further one
 * @param maxRetryDelay longest wait between two attempts
 * @param stepTimeout how long an attempt may take
 * @param awaken how often runs that nobody works on are looked for
 * @param role cluster role of the nodes that hold runs; all nodes if empty
 */
public record WorkflowSettings(
    int unfinishedPerTenant,
    int attempts,
    Duration firstRetryDelay,
    Duration maxRetryDelay,
    Duration stepTimeout,
    Duration awaken,
    Optional<String> role) {

  public WorkflowSettings {
    if (unfinishedPerTenant < 1) {
      throw new StartupException("blatam.agents.workflow.unfinished-per-tenant must be at least 1");
    }
    if (attempts < 1) {
      throw new StartupException("blatam.agents.workflow.attempts must be at least 1");
    }
    if (firstRetryDelay.isNegative() || maxRetryDelay.compareTo(firstRetryDelay) < 0) {
      throw new StartupException(
          "blatam.agents.workflow.max-retry-delay must not be below retry-delay");
    }
  }

  public static WorkflowSettings of(Config config) {
    Config workflow = config.getConfig("blatam.agents.workflow");
    return new WorkflowSettings(
        workflow.getInt("unfinished-per-tenant"),
        workflow.getInt("attempts"),
        workflow.getDuration("retry-delay"),
        workflow.getDuration("max-retry-delay"),
        workflow.getDuration("step-timeout"),
        workflow.getDuration("awaken"),
        Optional.of(workflow.getString("role")).filter(role -> !role.isBlank()));
  }

  /**
   * @param failures before this one
   */
  Duration retryDelay(int failures) {
    Duration delay = firstRetryDelay.multipliedBy(1L << Math.min(failures, 20));
    return delay.compareTo(maxRetryDelay) > 0 ? maxRetryDelay : delay;
  }
}
