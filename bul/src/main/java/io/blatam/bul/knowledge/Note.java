package io.blatam.bul.knowledge;

import io.blatam.platform.artifact.ArtifactId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a tenant uploaded to be drawn on.
 *
 * @param title what it is cited as
 * @param fileName as the person called the file; empty for a note that was typed
 * @param mediaType what the content is, once it was read; until then what the upload said
 * @param original the bytes as they came
 * @param size of the original, in bytes
 * @param reason why it was refused
 * @param text the extracted text, once it is ready
 * @param pages pages or sheets; 0 where the format has none
 */
public record Note(
    String id,
    String tenant,
    String title,
    String fileName,
    String mediaType,
    ArtifactId original,
    long size,
    NoteState state,
    Optional<String> reason,
    Optional<ArtifactId> text,
    int pages,
    int words,
    int chunks,
    Instant createdAt) {}
