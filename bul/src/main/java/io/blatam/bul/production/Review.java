package io.blatam.bul.production;

import io.blatam.bul.api.JobView.Finding;
import io.blatam.bul.api.JobView.Overlap;
import java.util.List;

/**
 * What the tenant's earlier documents already say of this one, most first, and what a model said of
 * it as reviewer.
 */
public record Review(List<Overlap> overlaps, List<Finding> findings) {

  /** What was stored before a model reviewed has no findings. */
  public Review {
    findings = findings == null ? List.of() : List.copyOf(findings);
  }

  public Review(List<Overlap> overlaps) {
    this(overlaps, List.of());
  }

  Review with(List<Finding> more) {
    return new Review(overlaps, more);
  }
}
