package io.blatam.bul.production;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.document.Outline.Section;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.YamlResource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a section looks for in a tenant's notes: {@code /bul/knowledge/topics.yaml}. */
final class SectionTopics {

  private record Topics(List<String> es, List<String> en) {}

  private static final Map<String, Topics> BY_SECTION =
      YamlResource.read("/bul/knowledge/topics.yaml", new TypeReference<>() {});

  private SectionTopics() {}

  /** Short questions; none for a section that quotes nothing. */
  static List<String> of(Section section, Language language) {
    Topics topics = BY_SECTION.get(section.id());
    return topics == null
        ? Stream.concat(
                Stream.of(section.title()), Arrays.stream(section.purpose().split("\\s*[,;]\\s*")))
            .filter(topic -> !topic.isBlank())
            .toList()
        : language.choose(topics.es(), topics.en());
  }
}
