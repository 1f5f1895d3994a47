package io.blatam.bul.agent;

import io.blatam.bul.agent.Routing.Candidate;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which business area a brief belongs to.
 *
 * @param type the document it asks for, where that is settled
 * @param reasons gets why
 */
record AreaChoice(SmeAgents agents, Brief brief, Optional<Candidate> type, RoutingReasons reasons) {

  /**
   * The area.
   *
   * @param lastWanted areas by document type, as the tenant last wanted them
   * @param likely all areas, the likeliest first
   */
  Candidate of(Map<String, String> lastWanted, List<Candidate> likely) {
    return remembered(lastWanted).orElseGet(() -> told(likely));
  }

  private Optional<Candidate> remembered(Map<String, String> lastWanted) {
    Optional<Candidate> area =
        type.filter(t -> brief.businessArea().isEmpty())
            .flatMap(t -> Optional.ofNullable(lastWanted.get(t.id())))
            .filter(id -> agents.of(new BusinessArea(id)).isPresent())
            .map(id -> new Candidate(id, 1));
    area.ifPresent(
        known ->
            reasons.add(
                "el área que se eligió la última vez para este tipo de documento",
                "the area chosen last time for this document type"));
    return area;
  }

  /** The area the brief names; otherwise the likeliest of those that write the type, or of all. */
  private Candidate told(List<Candidate> likely) {
    if (brief.businessArea().isPresent()) {
      reasons.add("el encargo indica el área", "the brief names the area");
      return new Candidate(brief.businessArea().get().id(), 1);
    }
    List<String> writing = writing();
    type.filter(t -> !writing.isEmpty()).ifPresent(this::usuallyWrites);
    List<Candidate> eligible =
        likely.stream().filter(a -> writing.isEmpty() || writing.contains(a.id())).toList();
    Candidate best = eligible.get(0);
    double all = eligible.stream().mapToDouble(Candidate::probability).sum();
    return new Candidate(
        best.id(),
        type.map(t -> t.probability() * (all > 0 ? best.probability() / all : 1))
            .filter(p -> !writing.isEmpty() && p > best.probability())
            .orElse(best.probability()));
  }

  /** The areas whose agents write the type; none where the type is not settled. */
  private List<String> writing() {
    return type.map(t -> agents.writing(t.id()).stream().map(BusinessArea::id).toList())
        .filter(known -> !known.isEmpty())
        .or(() -> type.flatMap(t -> DocumentTypes.find(t.id())).map(t -> List.of(t.area().id())))
        .orElse(List.of());
  }

  private void usuallyWrites(Candidate type) {
    String label = agents.label(type.id(), reasons.language()).toLowerCase(Locale.ROOT);
    reasons.add("suele redactar: " + label, "usually writes: " + label);
  }
}
