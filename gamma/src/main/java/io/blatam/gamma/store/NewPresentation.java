package io.blatam.gamma.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A presentation to accept.
 *
 * @param request JSON, as the worker will read it
 * @param requestHash tells an equal request from another one under the same key
 */
public record NewPresentation(
    String id,
    String tenant,
    String subject,
    Optional<String> idempotencyKey,
    String request,
    String requestHash,
    String title,
    String kind,
    String language,
    List<String> formats,
    Instant at) {}
