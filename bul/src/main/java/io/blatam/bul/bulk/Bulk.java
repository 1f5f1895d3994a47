package io.blatam.bul.bulk;

import io.blatam.platform.identity.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * Many briefs that were asked for in one call.
 *
 * @param owner who asked, with the scopes of that moment
 * @param format that it came in
 * @param cancelledBy who cancelled it; empty if nobody did
 * @param finishedAt when the last row had come to its end
 */
public record Bulk(
    String id,
    Principal owner,
    BulkFormat format,
    int rows,
    Optional<String> cancelledBy,
    Instant createdAt,
    Optional<Instant> finishedAt) {}
