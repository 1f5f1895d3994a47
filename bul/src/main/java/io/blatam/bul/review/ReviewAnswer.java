package io.blatam.bul.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.bul.agent.CheckPoint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a model answered as reviewer, read strictly: a JSON list of objects with {@code section},
 * {@code quote} and {@code advice}, about sections that exist, with quotes that stand in the text.
 * Anything else is not taken; whatever is taken weighs as advice.
 */
public final class ReviewAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS = Set.of("section", "quote", "advice");
  private static final int MOST = 8;
  private static final int LONGEST = 400;

  private ReviewAnswer() {}

  /** The remarks in {@code answer}; none where it is not what was asked for. */
  public static List<Remark> read(String answer, Set<String> sections, String text) {
    JsonNode list;
    try {
      list = JSON.readTree(answer.strip());
    } catch (JsonProcessingException notJson) {
      return List.of();
    }
    if (list == null || !list.isArray() || list.size() > MOST) {
      return List.of();
    }
    List<Remark> remarks = new ArrayList<>();
    for (JsonNode item : list) {
      if (!wellFormed(item)) {
        return List.of();
      }
      String section = item.get("section").textValue();
      String quote = item.get("quote").textValue().strip();
      String advice = item.get("advice").textValue().strip();
      boolean about = (section.isEmpty() || sections.contains(section)) && text.contains(quote);
      if (about && !advice.isEmpty()) {
        remarks.add(new Remark("model-reviewer", Severity.ADVICE, section, quote, advice));
      }
    }
    return List.copyOf(remarks);
  }

  private static boolean wellFormed(JsonNode item) {
    if (!item.isObject() || item.size() != FIELDS.size()) {
      return false;
    }
    return FIELDS.stream()
        .allMatch(
            field ->
                item.path(field).isTextual() && item.get(field).textValue().length() <= LONGEST);
  }
}
