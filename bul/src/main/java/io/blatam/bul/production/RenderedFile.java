package io.blatam.bul.production;

import io.blatam.platform.artifact.ArtifactId;

/**
 * A file that is stored.
 *
 * @param cached whether the same text had been rendered in this format before
 */
public record RenderedFile(
    String format,
    String name,
    String mediaType,
    ArtifactId artifact,
    long size,
    boolean cached,
    long elapsedMs) {}
