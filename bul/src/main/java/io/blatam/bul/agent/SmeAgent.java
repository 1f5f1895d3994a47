package io.blatam.bul.agent;

import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.locale.Bilingual;
import java.util.List;
import java.util.stream.Stream;

/**
 * The subject-matter expert of one business area, as data: {@code bul/agents/<area>.yaml}, or a
 * file in the operator's folder.
 *
 * @param expertise what it knows, in one or two sentences; goes into a model's system prompt
 * @param tone how it writes
 * @param reviewer what a reviewer of the field looks for when the document is finished
 * @param checklist what is checked before a document leaves; some by machine, the others by people
 * @param outlines how documents of the field are usually built
 * @param glossary the field's words, for readers of other fields
 * @param questions what an expert would ask before writing
 * @param documentTypes ids of the types it is the natural author of
 * @param documents how people ask for those types
 * @param keywords words that mark the area
 * @param examples briefs that belong to the area and to none of its types
 */
public record SmeAgent(
    BusinessArea area,
    Bilingual name,
    Bilingual expertise,
    Bilingual tone,
    List<Bilingual> reviewer,
    List<CheckPoint> checklist,
    List<OutlinePattern> outlines,
    List<GlossaryTerm> glossary,
    List<Bilingual> questions,
    List<String> documentTypes,
    List<DocumentProfile> documents,
    Phrases keywords,
    Phrases examples) {

  public SmeAgent {
    reviewer = List.copyOf(reviewer);
    checklist = List.copyOf(checklist);
    outlines = List.copyOf(outlines);
    glossary = List.copyOf(glossary);
    questions = List.copyOf(questions);
    documentTypes = List.copyOf(documentTypes);
    documents = List.copyOf(documents);
  }

  /** What is checked in a document of {@code type}. */
  public List<CheckPoint> checklist(String type) {
    return checklist.stream()
        .filter(point -> point.types().isEmpty() || point.types().contains(type))
        .toList();
  }

  /** Phrases in both languages. */
  public record Phrases(List<String> es, List<String> en) {
    public static final Phrases NONE = new Phrases(List.of(), List.of());

    public Phrases {
      es = List.copyOf(es);
      en = List.copyOf(en);
    }

    /** Those of both languages. */
    public List<String> both() {
      return Stream.concat(es.stream(), en.stream()).toList();
    }
  }

  /**
   * How people ask for one type of document.
   *
   * @param names what they call it
   * @param signals words that speak for it when they do not name it
   * @param examples whole asks
   */
  public record DocumentProfile(String type, Phrases names, Phrases signals, Phrases examples) {}

  /** How a document of the field is usually built: its parts in order. */
  public record OutlinePattern(Bilingual name, List<String> types, List<Bilingual> parts) {
    public OutlinePattern {
      types = List.copyOf(types);
      parts = List.copyOf(parts);
    }
  }

  /** A word of the field and what it means. */
  public record GlossaryTerm(Bilingual term, Bilingual meaning) {}
}
