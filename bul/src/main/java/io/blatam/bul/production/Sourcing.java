package io.blatam.bul.production;

import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Outline.Section;
import io.blatam.bul.document.Quotation;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.knowledge.Excerpt;
import io.blatam.bul.knowledge.Knowledge;
import io.blatam.bul.knowledge.Passage;
import io.blatam.bul.locale.Language;
import io.blatam.bul.store.ChunkTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a document draws on of the tenant's notes. Each narrative section gets the passages that fit
 * it, above the relevance that {@code blatam.bul.knowledge.relevance} asks for; a passage goes to
 * the section that it fits best and is quoted once. Figures and clauses quote nothing. A document
 * is written without notes rather than not at all.
 */
final class Sourcing {

  private static final Logger LOG = LoggerFactory.getLogger(Sourcing.class);
  private static final int CANDIDATES = 8;
  private static final String SOURCES = "sources";

  private record Fit(Section section, Passage passage) {}

  private final Knowledge knowledge;

  Sourcing(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /** The passages that a document is to quote, by section. Never fails. */
  CompletionStage<List<Citation>> cite(String tenant, DocumentPlan plan) {
    record Asked(Section section, String topic) {}
    Language language = plan.brief().language();
    List<Section> sections = plan.outline().sections().stream().filter(Section::narrative).toList();
    List<Asked> asked =
        sections.stream()
            .flatMap(
                section ->
                    SectionTopics.of(section, language).stream()
                        .map(topic -> new Asked(section, topic)))
            .toList();
    return knowledge
        .search(tenant, asked.stream().map(Asked::topic).toList(), CANDIDATES)
        .thenApply(
            passages -> {
              List<Fit> fits = new ArrayList<>();
              for (int i = 0; i < asked.size(); i++) {
                for (Passage passage : passages.get(i)) {
                  if (passage.relevance() >= knowledge.quotable()) {
                    fits.add(new Fit(asked.get(i).section(), passage));
                  }
                }
              }
              return numbered(sections, chosen(fits));
            })
        .exceptionally(
            failure -> {
              LOG.warn("a document is written without notes: {}", failure.getMessage());
              return List.of();
            });
  }

  /** What a section quotes, as it is now: passages of notes that went are left out. */
  CompletionStage<List<Quotation>> quotations(
      String tenant, DocumentPlan plan, List<Citation> citations, String sectionId) {
    List<Citation> own =
        citations.stream().filter(citation -> citation.sectionId().equals(sectionId)).toList();
    return found(tenant, own)
        .thenApply(
            found ->
                own.stream()
                    .filter(citation -> found.containsKey(citation.key()))
                    .map(citation -> quotation(plan, citation, found))
                    .toList());
  }

  /**
   * Remembers, before a model is asked, that its answer will have been written from these notes.
   */
  CompletionStage<?> derived(
      String tenant, List<Citation> citations, String sectionId, Optional<String> fingerprint) {
    Set<String> notes =
        citations.stream()
            .filter(citation -> citation.sectionId().equals(sectionId))
            .map(Citation::noteId)
            .collect(Collectors.toSet());
    return notes.isEmpty() || fingerprint.isEmpty()
        ? CompletableFuture.completedStage(0)
        : knowledge.derived(tenant, notes, fingerprint.get());
  }

  /** The sections with their quotations below them, and the list of sources as the last one. */
  CompletionStage<List<SectionText>> quoted(
      String tenant, DocumentPlan plan, List<Citation> citations, List<SectionText> sections) {
    if (citations.isEmpty()) {
      return CompletableFuture.completedStage(sections);
    }
    return found(tenant, citations)
        .thenApply(
            found -> {
              List<Citation> there =
                  citations.stream().filter(citation -> found.containsKey(citation.key())).toList();
              if (there.isEmpty()) {
                return sections;
              }
              List<SectionText> quoted = new ArrayList<>();
              for (SectionText section : sections) {
                quoted.add(quoted(plan, there, found, section));
              }
              quoted.add(sources(plan.brief().language(), there));
              return quoted;
            });
  }

  private static SectionText quoted(
      DocumentPlan plan,
      List<Citation> citations,
      Map<ChunkTable.Key, ChunkTable.Found> found,
      SectionText section) {
    String quotes =
        citations.stream()
            .filter(citation -> citation.sectionId().equals(section.sectionId()))
            .map(citation -> Quote.block(plan, citation, quotation(plan, citation, found).text()))
            .collect(Collectors.joining("\n\n"));
    return quotes.isEmpty()
        ? section
        : new SectionText(
            section.sectionId(), section.title(), section.markdown().strip() + "\n\n" + quotes);
  }

  private static SectionText sources(Language language, List<Citation> citations) {
    Map<Integer, Citation> numbered = new LinkedHashMap<>();
    citations.stream()
        .sorted(Comparator.comparingInt(Citation::number))
        .forEach(citation -> numbered.putIfAbsent(citation.number(), citation));
    return new SectionText(
        SOURCES,
        language.choose("Fuentes", "Sources"),
        numbered.values().stream().map(Quote::source).collect(Collectors.joining("\n\n")));
  }

  private static Quotation quotation(
      DocumentPlan plan, Citation citation, Map<ChunkTable.Key, ChunkTable.Found> found) {
    Section section = plan.outline().section(citation.sectionId());
    String question = String.join(" ", SectionTopics.of(section, plan.brief().language()));
    return new Quotation(
        citation.number(), Excerpt.of(found.get(citation.key()).chunk(), question));
  }

  private CompletionStage<Map<ChunkTable.Key, ChunkTable.Found>> found(
      String tenant, List<Citation> citations) {
    return citations.isEmpty()
        ? CompletableFuture.completedStage(Map.of())
        : knowledge.passages(
            tenant, citations.stream().map(Citation::key).collect(Collectors.toSet()));
  }

  /** Best first: a passage stays where it fits best, and a section takes as many as it may. */
  private List<Fit> chosen(List<Fit> fits) {
    Set<ChunkTable.Key> used = new HashSet<>();
    Map<String, Integer> taken = new HashMap<>();
    List<Fit> chosen = new ArrayList<>();
    fits.stream()
        .sorted(Comparator.comparingDouble((Fit fit) -> fit.passage().relevance()).reversed())
        .forEach(
            fit -> {
              if (taken.getOrDefault(fit.section().id(), 0) < knowledge.quotes()
                  && used.add(key(fit.passage()))) {
                taken.merge(fit.section().id(), 1, Integer::sum);
                chosen.add(fit);
              }
            });
    return chosen;
  }

  /** In reading order; one number for a page of a note, however often it is quoted. */
  private static List<Citation> numbered(List<Section> sections, List<Fit> chosen) {
    record Place(String noteId, int page) {}
    Map<Place, Integer> numbers = new HashMap<>();
    List<Citation> citations = new ArrayList<>();
    for (Section section : sections) {
      for (Fit fit : chosen) {
        if (fit.section().id().equals(section.id())) {
          Passage passage = fit.passage();
          int number =
              numbers.computeIfAbsent(
                  new Place(passage.noteId(), passage.chunk().page()), place -> numbers.size() + 1);
          citations.add(
              new Citation(
                  number,
                  section.id(),
                  passage.noteId(),
                  passage.chunk().position(),
                  passage.title(),
                  passage.chunk().page()));
        }
      }
    }
    return citations;
  }

  private static ChunkTable.Key key(Passage passage) {
    return new ChunkTable.Key(passage.noteId(), passage.chunk().position());
  }
}
