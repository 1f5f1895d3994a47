package io.blatam.bul.revision;

import io.blatam.bul.api.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a document, or the one that is being made.
 *
 * @param version empty while it is being made
 * @param jobId of the job that made it; the document's own for version 1
 * @param baseVersion the one it was made from; empty for version 1
 * @param restores the version whose text it brings back
 * @param asked what was asked for; empty for version 1
 * @param changed what that was taken to mean, in a line
 * @param by who asked for it
 */
public record Version(
    Optional<Integer> version,
    String jobId,
    Optional<Integer> baseVersion,
    Optional<Integer> restores,
    String asked,
    String changed,
    String by,
    Instant askedAt,
    Optional<Instant> finishedAt,
    String title,
    String language,
    List<String> formats,
    JobStatus status) {}
