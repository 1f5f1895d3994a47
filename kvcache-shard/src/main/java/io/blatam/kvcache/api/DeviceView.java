package io.blatam.kvcache.api;

import java.util.Optional;

/**
 * One device of this node as it is now.
 *
 * @param kind {@code cpu} or {@code gpu}
 * @param leftOut why it gets no work any more; empty while it works
 * @param queued work that waits or runs
 * @param freeBytes of its memory
 * @param residentBytes of it that blocks take
 * @param done work since the start
 * @param failed work that had to be done elsewhere
 */
public record DeviceView(
    String name,
    String kind,
    Optional<String> leftOut,
    int queued,
    long freeBytes,
    long residentBytes,
    long done,
    long failed) {}
