package io.blatam.bul.production;

import io.blatam.bul.api.JobView.Finding;
import io.blatam.platform.artifact.ArtifactId;
import java.util.List;
import java.util.Map;

/**
 * The whole document as Markdown, stored, and what is to be said about it.
 *
 * @param mended the texts of sections that the review replaced, by section id
 */
public record Manuscript(
    ArtifactId markdown, String generator, List<Finding> findings, Map<String, ArtifactId> mended) {

  public Manuscript {
    // Journals of before there were revisions name none.
    mended = mended == null ? Map.of() : Map.copyOf(mended);
  }

  public Manuscript(ArtifactId markdown, String generator, List<Finding> findings) {
    this(markdown, generator, findings, Map.of());
  }
}
