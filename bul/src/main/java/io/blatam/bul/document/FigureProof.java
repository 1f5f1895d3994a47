package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.figures.FigureFinding;
import io.blatam.bul.figures.FiguresCheck;
import io.blatam.bul.figures.FiguresCheck.Chapter;
import io.blatam.bul.figures.KnownFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The proof that each figure of a finished document was computed, given by the brief or is fixed
 * text of its template, and stands where it belongs: composes the chapters once more and has {@link
 * FiguresCheck} compare. Made for one document; not thread-safe.
 */
final class FigureProof {

  private final Map<String, String> sectionIds = new HashMap<>();
  private final Map<String, String> composed = new HashMap<>();
  private final SectionTemplates templates;
  private final DocumentPlan plan;
  private final List<Chapter> drafts;

  /** Made when it is needed, because it reads all that is known. */
  private Optional<FiguresCheck> check = Optional.empty();

  private FigureProof(SectionTemplates templates, DocumentPlan plan, List<Chapter> drafts) {
    this.templates = templates;
    this.plan = plan;
    this.drafts = drafts;
    plan.outline().sections().forEach(section -> sectionIds.put(section.title(), section.id()));
    drafts.forEach(draft -> composed.put(draft.title(), draft.markdown().strip()));
  }

  static FigureProof of(DocumentComposer composer, SectionTemplates templates, DocumentPlan plan) {
    DocumentPlan computed = plan.withoutReplacedTexts();
    List<Chapter> drafts =
        plan.outline().sections().stream()
            .map(section -> composer.compose(computed, section.id()))
            .map(draft -> new Chapter(draft.title(), draft.markdown()))
            .toList();
    return of(templates, plan, drafts);
  }

  /** The proof where only {@code drafts} stand as composed. */
  static FigureProof of(SectionTemplates templates, DocumentPlan plan, List<Chapter> drafts) {
    return new FigureProof(templates, plan, drafts);
  }

  private FiguresCheck figures() {
    if (check.isEmpty()) {
      check = Optional.of(figuresCheck());
    }
    return check.get();
  }

  private FiguresCheck figuresCheck() {
    CompleteBrief brief = plan.brief();
    Map<String, Object> roots = new HashMap<>(plan.figures().variables());
    roots.put("brief", brief);
    if (!brief.type().definition().typed()) {
      roots.put("fields", DeclaredVariables.of(brief));
    }
    roots.put("figures", plan.figures().figures());
    List<String> fixed =
        plan.outline().sections().stream()
            .map(
                section ->
                    AddedSection.is(section.id())
                        ? OwnTexts.of(plan, section).orElseGet(() -> AddedSection.draft(section))
                        : templates.fixedText(plan, section.id()))
            .toList();
    boolean decimalPoint = brief.format().decimalPoint();
    return new FiguresCheck(
        drafts, KnownFigures.of(roots, Map.of("fixed text", fixed), decimalPoint), decimalPoint);
  }

  /** What is wrong with the figures of an assembled document. */
  List<Finding> check(String markdown) {
    List<Chapter> rewritten =
        chapters(markdown).stream().filter(chapter -> !standsAsComposed(chapter)).toList();
    return rewritten.isEmpty()
        ? List.of()
        : figures().check(rewritten).stream().map(this::finding).toList();
  }

  /**
   * Each of its lines is then one of the composed chapter with the same figures, which is proof.
   */
  private boolean standsAsComposed(Chapter chapter) {
    String text = chapter.markdown().strip();
    return text.isEmpty() || text.equals(composed.get(chapter.title()));
  }

  /** The figures without a known origin, also where a template says them. */
  List<Finding> unproven(String markdown) {
    return figures().unproven(chapters(markdown)).stream().map(this::finding).toList();
  }

  /** How many figures the document has. */
  int count(String markdown) {
    return figures().count(chapters(markdown));
  }

  private Finding finding(FigureFinding found) {
    return new Finding(found.code(), sectionIds.getOrDefault(found.section(), ""), found.detail());
  }

  /** The chapters of a document, without front matter. */
  static List<Chapter> chapters(String markdown) {
    List<Chapter> chapters = new ArrayList<>();
    String title = "";
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    for (String line : DocumentCheck.body(markdown).split("\\R", -1)) {
      fenced ^= line.startsWith("```");
      if (!fenced && line.startsWith("# ")) {
        chapters.add(chapter(title, lines));
        title = line.substring(2).strip();
        lines.clear();
      } else {
        lines.add(line);
      }
    }
    chapters.add(chapter(title, lines));
    return chapters;
  }

  private static Chapter chapter(String title, List<String> lines) {
    return new Chapter(title, lines.stream().collect(Collectors.joining("\n")));
  }
}
