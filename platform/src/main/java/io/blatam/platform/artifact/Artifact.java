package io.blatam.platform.artifact;

import java.time.Instant;

/**
 * A stored artifact.
 *
 * @param mediaType what the first one who stored these bytes said they are
 * @param size in bytes
 */
public record Artifact(
    ArtifactId id, String tenant, String mediaType, long size, Instant createdAt) {}
