package io.blatam.bul.agent;

import io.blatam.bul.brief.BusinessArea;
import java.util.List;

/**
 * Which area a brief belongs to and why.
 *
 * @param confidence 0 to 1: how clearly the area leads the next one
 * @param reasons for a person: "coincide: nómina, contrato", "nearest example: …"
 * @param ranking all areas, best first
 */
public record Routing(
    BusinessArea area, double confidence, List<String> reasons, List<BusinessArea> ranking) {

  public Routing {
    reasons = List.copyOf(reasons);
    ranking = List.copyOf(ranking);
  }
}
