package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code blatam.kvcache}; every component is explained beside its key in {@code reference.conf}.
 */
public record KvCacheSettings(
    int segments,
    long segmentBytes,
    PolicyName policy,
    int maxValueBytes,
    int maxMessageBytes,
    long maxAnswerBytes,
    int maxBatchOperations,
    int maxWaiters,
    int maxPending,
    long maxPendingBytes,
    double ttlJitter,
    TenantQuotas quotas,
    Duration operationTimeout,
    Duration askAgainInterval,
    Duration leaseCheckInterval,
    ExistsLease existsLease,
    Optional<String> role) {

  private static final String ROOT = "blatam.kvcache";

  /** Nobody waits for longer, and Akka's timers take no more than some months. */
  private static final Duration LONGEST = Duration.ofHours(1);

  public KvCacheSettings {
    require(segments >= 1 && segments <= 1024, "segments", "between 1 and 1024", segments);
    require(segmentBytes >= 64 * 1024, "segment-bytes", "at least 64 KiB", segmentBytes);
    require(maxValueBytes >= 1, "max-value-bytes", "at least 1", maxValueBytes);
    require(
        maxMessageBytes >= maxValueBytes,
        "max-message-bytes",
        "at least max-value-bytes",
        maxMessageBytes);
    require(
        maxAnswerBytes >= maxMessageBytes,
        "max-answer-bytes",
        "at least max-message-bytes",
        maxAnswerBytes);
    require(maxBatchOperations >= 1, "max-batch-operations", "at least 1", maxBatchOperations);
    require(maxWaiters >= 1, "max-waiters", "at least 1", maxWaiters);
    require(maxPending >= 1, "max-pending", "at least 1", maxPending);
    require(
        maxPendingBytes >= maxValueBytes,
        "max-pending-bytes",
        "at least max-value-bytes",
        maxPendingBytes);
    require(ttlJitter >= 0 && ttlJitter <= 1, "ttl-jitter", "between 0 and 1", ttlJitter);
    requireTime("operation-timeout", operationTimeout);
    requireTime("ask-again-interval", askAgainInterval);
    requireTime("lease-check-interval", leaseCheckInterval);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static KvCacheSettings from(Config root) {
    Config config = root.getConfig(ROOT);
    KvCacheSettings settings =
        new KvCacheSettings(
            config.getInt("segments"),
            config.getBytes("segment-bytes"),
            policy(config.getString("policy")),
            Sizes.ofArray(config, ROOT, "max-value-bytes"),
            Sizes.ofArray(config, ROOT, "max-message-bytes"),
            config.getBytes("max-answer-bytes"),
            config.getInt("max-batch-operations"),
            config.getInt("max-waiters"),
            config.getInt("max-pending"),
            config.getBytes("max-pending-bytes"),
            config.getDouble("ttl-jitter"),
            TenantQuotas.from(root),
            config.getDuration("operation-timeout"),
            config.getDuration("ask-again-interval"),
            config.getDuration("lease-check-interval"),
            ExistsLease.from(config.getConfig("exists-lease")),
            Optional.of(config.getString("role")).filter(role -> !role.isBlank()));
    long frame = root.getBytes("akka.remote.artery.advanced.maximum-frame-size");
    require(
        settings.maxMessageBytes + FRAME_RESERVE <= frame,
        "max-message-bytes",
        "smaller by "
            + FRAME_RESERVE
            + " than akka.remote.artery.advanced.maximum-frame-size, which is "
            + frame,
        settings.maxMessageBytes);
    return settings;
  }

  /** What a message has besides its operations or answers, and one operation's own overhead. */
  private static final int FRAME_RESERVE = 8 * 1024;

  private static PolicyName policy(String name) {
    return PolicyName.of(name)
        .orElseThrow(
            () ->
                new StartupException(
                    "blatam.kvcache.policy: must be adaptive, lru or lfu, not " + name));
  }

  /**
   * For how long a call may wait for its turn with a store before it is refused, and for how long a
   * segment keeps turns for a step over several of which it hears nothing.
   */
  public Duration patience() {
    return operationTimeout.dividedBy(2);
  }

  private static void requireTime(String key, Duration time) {
    require(
        time.toMillis() >= 1 && time.compareTo(LONGEST) <= 0, key, "between 1 ms and 1 h", time);
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, ROOT + "." + key, what, actual);
  }
}
