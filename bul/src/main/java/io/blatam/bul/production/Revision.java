package io.blatam.bul.production;

import io.blatam.bul.wording.Wording;
import io.blatam.platform.artifact.ArtifactId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a version of a document into the next one. Stored with the ask of the job that does
 * it, whole: carrying it out needs nothing of the version it starts from but the texts that it
 * names.
 *
 * @param document the id of its first version's job
 * @param base the version it starts from, the latest one when it was asked for
 * @param date the document's, which revisions do not change
 * @param asked what was asked for, in the person's words where there were some
 * @param summary what that was taken to mean, in a line
 * @param wording of the version to come
 * @param planned its title, sections and quotations
 * @param kept sections whose text stays as it was, by id
 * @param reworked those among them that a model is to rewrite
 * @param before the whole text of the version that it starts from
 * @param restored the text that comes back, where an earlier version does
 * @param restores that version
 */
public record Revision(
    String document,
    int base,
    LocalDate date,
    String asked,
    String summary,
    Wording wording,
    PlannedDocument planned,
    Map<String, WrittenSection> kept,
    List<String> reworked,
    ArtifactId before,
    Optional<Manuscript> restored,
    Optional<Integer> restores) {

  public Revision {
    kept = Map.copyOf(kept);
    reworked = List.copyOf(reworked);
  }

  public Optional<WrittenSection> kept(String section) {
    return Optional.ofNullable(kept.get(section));
  }

  /** The version that it makes. */
  public int version() {
    return base + 1;
  }
}
