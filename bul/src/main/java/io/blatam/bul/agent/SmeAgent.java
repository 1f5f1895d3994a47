package io.blatam.bul.agent;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.YamlResource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The subject-matter expert of one business area, as data.
 *
 * @param expertise what it knows, in one or two sentences; goes into a model's system prompt
 * @param tone how it writes
 * @param checklist what it looks at before a document leaves
 * @param documentTypes the types it is the natural author of
 * @param keywords words that mark its area, both languages
 * @param examples briefs that belong to it; the router's reference points
 */
public record SmeAgent(
    BusinessArea area,
    Bilingual name,
    Bilingual expertise,
    Bilingual tone,
    List<Bilingual> checklist,
    List<DocumentType> documentTypes,
    Keywords keywords,
    Examples examples) {

  private static final List<SmeAgent> ALL =
      Arrays.stream(BusinessArea.values())
          .map(
              area ->
                  YamlResource.read(
                      "/bul/agents/" + area.id() + ".yaml", new TypeReference<SmeAgent>() {}))
          .toList();

  private static final java.util.Map<BusinessArea, SmeAgent> BY_AREA =
      ALL.stream().collect(Collectors.toUnmodifiableMap(SmeAgent::area, Function.identity()));

  /** The ten agents, in the order of {@link BusinessArea}. */
  public static List<SmeAgent> all() {
    return ALL;
  }

  /** The agent of one area. */
  public static SmeAgent of(BusinessArea area) {
    return BY_AREA.get(area);
  }

  /** Words that mark an area. */
  public record Keywords(List<String> es, List<String> en) {}

  /** Example briefs that belong to an area. */
  public record Examples(List<String> es, List<String> en) {}
}
