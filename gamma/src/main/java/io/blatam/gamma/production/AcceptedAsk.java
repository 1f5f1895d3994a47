package io.blatam.gamma.production;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.CompanyCard;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;

/**
 * What is stored with a presentation: what was asked for, and what the company had told of itself
 * then, so that a later change of the profile leaves waiting decks as they were asked for.
 */
record AcceptedAsk(PresentationRequest request, CompanyCard company) {

  private static final String COMPANY = "company_at_acceptance";

  /** The request alone, always the same text for the same request. */
  static String asked(PresentationRequest request) {
    return new String(Json.write(request), StandardCharsets.UTF_8);
  }

  String json() {
    ObjectNode stored = Json.mapper().valueToTree(request);
    if (!company.equals(CompanyCard.EMPTY)) {
      stored.set(COMPANY, Json.mapper().valueToTree(company));
    }
    return stored.toString();
  }

  /** Reads {@link #json()}; what was stored before decks knew the company has no card. */
  static AcceptedAsk read(String json) {
    ObjectNode stored = Json.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    JsonNode company = stored.remove(COMPANY);
    return new AcceptedAsk(
        Json.convert(stored, PresentationRequest.class),
        company == null ? CompanyCard.EMPTY : Json.convert(company, CompanyCard.class));
  }
}
