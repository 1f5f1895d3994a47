package io.blatam.bul.template;

import io.blatam.bul.template.sandbox.Field;
import io.blatam.platform.artifact.ArtifactId;
import java.time.Instant;
import java.util.List;

/**
 * A tenant's own template in one of its versions.
 *
 * @param version from 1
 * @param source the bytes as they were uploaded
 * @param country ISO 3166 code; empty where the readers are anywhere
 * @param fields what it wants to be told
 */
public record Template(
    String id,
    String tenant,
    String name,
    Kind kind,
    int version,
    ArtifactId source,
    String language,
    String currency,
    String country,
    List<Field> fields,
    Instant createdAt) {

  /** What a template is written in. */
  public enum Kind {
    MARKDOWN("md"),
    WORD("docx");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }

    public static Kind of(String id) {
      return id.equals(WORD.id) ? WORD : MARKDOWN;
    }
  }
}
