package io.blatam.bul.wording;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.locale.YamlResource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sections that can be added to documents of several types: {@code bul/wording/library.yaml}. */
public final class SectionLibrary {

  private static final List<Topic> ALL =
      YamlResource.read("/bul/wording/library.yaml", new TypeReference<List<Topic>>() {});

  private SectionLibrary() {}

  /**
   * One of them.
   *
   * @param names what people call it, folded as {@link PlainLetters} does; a regular expression
   * @param types the ids of the document types that it suits
   * @param clauses its text where a document is made of clauses; otherwise as {@code text}
   */
  public record Topic(
      String id,
      String names,
      Bilingual title,
      Bilingual purpose,
      String types,
      Bilingual text,
      Optional<Bilingual> clauses) {

    public Topic {
      Pattern.compile(names);
      clauses = clauses == null ? Optional.empty() : clauses;
    }

    public boolean suits(DocumentType type) {
      return Arrays.asList(types.split(" ")).contains(type.id());
    }

    public String text(DocumentType type, Language language) {
      return clauses
          .filter(there -> type.definition().area().equals("legal"))
          .orElse(text)
          .in(language)
          .strip();
    }
  }

  /**
   * @throws IllegalArgumentException where there is no such topic
   */
  public static Topic topic(String id) {
    return ALL.stream()
        .filter(topic -> topic.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("topic: there is no section \"" + id + "\""));
  }

  /** Those that suit a type. */
  public static List<Topic> of(DocumentType type) {
    return ALL.stream().filter(topic -> topic.suits(type)).toList();
  }

  /** The one that somebody means, of those that suit a type. */
  public static Optional<Topic> find(DocumentType type, String said) {
    String name = PlainLetters.fold(said);
    return of(type).stream()
        .filter(topic -> Pattern.compile("\\b(?:" + topic.names() + ")\\b").matcher(name).find())
        .findFirst();
  }
}
