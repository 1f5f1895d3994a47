package io.blatam.bul.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a job.
 *
 * @param id grows by one a step; what a listener gives back to go on after it
 * @param event {@code accepted}, {@code started}, {@code planned}, {@code section}, {@code
 *     assembled}, {@code checked}, {@code file}, {@code retry}, {@code done}, {@code failed},
 *     {@code replayed} or {@code cancelled}
 * @param status where the job stands after it
 * @param section title of the section that was written
 * @param origin where its text came from, as in {@link JobView.Section}
 * @param format of the file that was finished
 * @param message for a person: why this area, what failed
 */
public record Progress(
    long id,
    String event,
    JobStatus status,
    Instant at,
    int sectionsDone,
    int sectionsTotal,
    Optional<String> section,
    Optional<String> origin,
    Optional<Long> elapsedMs,
    Optional<String> format,
    Optional<String> message) {}
