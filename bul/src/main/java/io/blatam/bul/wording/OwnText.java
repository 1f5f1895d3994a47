package io.blatam.bul.wording;

/**
 * What a section says instead of a template of its document's type.
 *
 * @param value a person's Markdown, or the id of a topic in {@link SectionLibrary}
 */
public record OwnText(Source source, String value) {

  /** Whose words they are. */
  public enum Source {
    /** A person's: they stand as they are, and no model touches them. */
    PERSON,
    /** The library's: they follow the document's language, register and length. */
    LIBRARY
  }

  public static OwnText ofPerson(String markdown) {
    return new OwnText(Source.PERSON, markdown);
  }

  public static OwnText ofLibrary(String topic) {
    return new OwnText(Source.LIBRARY, topic);
  }

  public boolean byPerson() {
    return source == Source.PERSON;
  }
}
