package io.blatam.bul.agent;

import io.blatam.bul.brief.BusinessArea;
import java.util.List;
import java.util.Optional;

/**
 * Which area a brief belongs to, which document it asks for, and why. Confidences are calibrated
 * probabilities, 0 to 1; 1 where the brief itself says it.
 *
 * @param documentType id; empty when it is not certain enough, and then there is a clarification
 * @param reasons for a person: "coincide: nómina, contrato", "ejemplo más cercano: …"
 * @param areas all areas, the likeliest first
 * @param types the likeliest document types, best first
 * @param clarification what to ask instead of guessing
 */
public record Routing(
    BusinessArea area,
    double areaConfidence,
    Optional<String> documentType,
    double typeConfidence,
    List<String> reasons,
    List<Candidate> areas,
    List<Candidate> types,
    Optional<Clarification> clarification) {

  public Routing {
    reasons = List.copyOf(reasons);
    areas = List.copyOf(areas);
    types = List.copyOf(types);
    if (documentType.isPresent() == clarification.isPresent()) {
      throw new IllegalArgumentException("clarification: ask where there is no type, only there");
    }
  }

  /** An area or a document type and how likely it is meant. */
  public record Candidate(String id, double probability) {}
}
