package io.blatam.bul.template;

import io.blatam.platform.artifact.ArtifactId;
import java.time.Instant;
import java.util.List;

/** A document that was made of a template, with its files. */
public record TemplateDocument(
    String id,
    String tenant,
    String templateId,
    int version,
    String title,
    List<File> files,
    Instant createdAt) {

  /** A finished file; its size is in bytes. */
  public record File(
      String format, String name, String mediaType, long size, ArtifactId artifact) {}
}
