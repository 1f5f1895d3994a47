package io.blatam.bul.production;

import io.blatam.bul.api.JobView.Finding;
import io.blatam.platform.artifact.ArtifactId;
import java.util.List;
import java.util.Optional;

/**
 * A section whose text is stored.
 *
 * @param index its place in the plan, from 0
 * @param origin as in {@link io.blatam.bul.api.JobView.Section}
 * @param savedMs what the text took when it was written, if this time it came from the cache
 * @param model who wrote it; empty when it stands as it was composed
 * @param findings why a model's text was turned down, if it was
 */
public record WrittenSection(
    int index,
    String id,
    ArtifactId text,
    String origin,
    long elapsedMs,
    long savedMs,
    Optional<String> model,
    List<Finding> findings) {

  /** Its text has not been touched by a revision. */
  public static final String KEPT = "kept";

  /** A person wrote it. */
  public static final String OWN = "own";

  /** The same section with another text. */
  public WrittenSection withText(ArtifactId other) {
    return new WrittenSection(index, id, other, origin, elapsedMs, savedMs, model, findings);
  }

  /** The same text in another document. */
  public WrittenSection keptAt(int place, List<Finding> said) {
    return new WrittenSection(place, id, text, KEPT, 0, 0, model, said);
  }
}
