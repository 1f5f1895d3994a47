package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.InvalidBriefException;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Provenance;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.Citation;
import io.blatam.bul.production.DocumentName;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.SectionNumbers;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.wording.Manner;
import io.blatam.bul.wording.OwnText;
import io.blatam.bul.wording.SectionLibrary;
import io.blatam.bul.wording.Wording;
import io.blatam.platform.http.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What edits make of a version. One for each revision; not thread-safe. What is asked for and can
 * not be done fails with a problem that says why.
 */
final class Reviser {

  private static final int USUAL_WORDS = 200;

  /**
   * The next version, before any of it is written.
   *
   * @param brief the brief with what has changed
   */
  record Outcome(Brief brief, Language language, Revision revision) {}

  private final DocumentComposer composer;
  private final Base base;
  private final Language language;
  private final Sections sections;
  private final ObjectNode brief;
  private final Set<String> reworked = new LinkedHashSet<>();
  private final List<String> summary = new ArrayList<>();
  private Wording wording;
  private boolean facts;

  Reviser(DocumentComposer composer, Base base) {
    this.composer = composer;
    this.base = base;
    this.language = base.language();
    this.sections = new Sections(base.work().planned().sections());
    this.brief = base.brief();
    this.wording = base.wording();
  }

  Outcome revise(List<Edit> edits, String asked) {
    edits.forEach(this::apply);
    Brief changed = brief();
    DocumentPlan settled = facts ? plan(changed) : base.settled();
    if (facts) {
      sections.follow(base.settled(), settled);
      translated(settled.brief().language());
    }
    List<PlannedSection> planned = sections.all();
    PlannedDocument document =
        new PlannedDocument(
            DocumentName.title(settled.brief()),
            base.work().planned().area(),
            base.work().planned().reasons(),
            planned,
            Optional.empty(),
            true,
            citations(planned));
    DocumentPlan plan = settled.with(wording).with(document.outline());
    Map<String, WrittenSection> kept = kept(plan);
    reworked.removeIf(section -> !sections.has(section));
    if (reworked.isEmpty() && composed(plan).equals(composed(base.plan()))) {
      throw unchanged();
    }
    return new Outcome(
        changed,
        settled.brief().language(),
        new Revision(
            base.document(),
            base.version(),
            base.work().ask().date(),
            asked,
            String.join("; ", summary),
            wording,
            document,
            kept,
            // What is composed anew is written from that, with the wish.
            reworked.stream().filter(kept::containsKey).toList(),
            base.work().manuscript().markdown(),
            Optional.empty(),
            Optional.empty()));
  }

  private void apply(Edit edit) {
    if (edit instanceof Edit.Register register) {
      register(register);
    } else if (edit instanceof Edit.Length length) {
      length(length);
    } else if (edit instanceof Edit.Add add) {
      add(add);
    } else if (edit instanceof Edit.Remove remove) {
      said("Apartado quitado: ", "Section removed: ", title(remove.section()));
      sections.remove(remove.section());
      wording = wording.without(remove.section());
    } else if (edit instanceof Edit.Move move) {
      said("Apartado movido: ", "Section moved: ", title(move.section()));
      sections.move(move.section(), move.place());
    } else if (edit instanceof Edit.Rename rename) {
      said("Título: ", "Title: ", title(rename.section()) + " → " + rename.title());
      sections.rename(rename.section(), rename.title());
    } else if (edit instanceof Edit.Write write) {
      said("Texto propio en: ", "Own text in: ", title(write.section()));
      wording = wording.with(write.section(), OwnText.ofPerson(write.markdown()));
    } else if (edit instanceof Edit.Unwrite unwrite) {
      unwrite(unwrite.section());
    } else if (edit instanceof Edit.Wish wish) {
      wish(wish);
    } else if (edit instanceof Edit.Facts changed) {
      MergePatch.apply(brief, changed.patch());
      facts = true;
      summary.add(changed.said());
    }
  }

  private void register(Edit.Register register) {
    String name =
        switch (register.tone()) {
          case FORMAL -> language.choose("formal", "formal");
          case NEUTRAL -> language.choose("neutro", "neutral");
          case WARM -> language.choose("cercano", "less formal");
        };
    if (register.section().isPresent()) {
      String section = register.section().get();
      said("Registro " + name + " en: ", "Register " + name + " in: ", title(section));
      wording = wording.with(section, wording.manner(section).in(register.tone()));
    } else {
      summary.add(language.choose("Registro ", "Register: ") + name);
      wording = wording.everywhere(manner -> manner.in(register.tone()));
      brief.put("tone", register.tone().id());
    }
  }

  private void length(Edit.Length length) {
    refuseWhereNothingIsNarrated(length);
    boolean shortened =
        length
            .section()
            .map(section -> wording.manner(section).shorter())
            .orElse(
                wording.all().shorter()
                    || wording.sections().values().stream().anyMatch(Manner::shorter));
    if (!length.shorter() && !shortened) {
      throw RevisionProblems.cannot(
          language.choose(
              "Las plantillas tienen una sola extensión y no añaden relleno: añada un apartado, envíe"
                  + " su texto o configure un modelo de lenguaje, que lo amplía.",
              "Templates have one length and add no padding: add a section, send your text, or"
                  + " configure a language model, which lengthens it."));
    }
    String what =
        length.shorter()
            ? language.choose("Más breve", "Shorter")
            : language.choose("Con su extensión completa", "At full length");
    if (length.section().isPresent()) {
      String section = length.section().get();
      said(what + ": ", what + ": ", title(section));
      wording = wording.with(section, wording.manner(section).shortened(length.shorter()));
    } else {
      summary.add(what);
      wording = wording.everywhere(manner -> manner.shortened(length.shorter()));
    }
  }

  private void refuseWhereNothingIsNarrated(Edit.Length length) {
    boolean narrated =
        sections.all().stream()
            .filter(section -> length.section().map(section.id()::equals).orElse(true))
            .anyMatch(PlannedSection::narrative);
    if (!narrated) {
      throw RevisionProblems.cannot(
          language.choose(
              "Aquí no hay texto narrado que acortar o ampliar: cláusulas, procedimientos, tablas y"
                  + " cifras quedan enteros. Se puede quitar o añadir un apartado, o enviar su texto.",
              "There is no narrative here to shorten or lengthen: clauses, procedures, tables and"
                  + " figures stay whole. A section can be removed or added, or its text sent."));
    }
  }

  private void add(Edit.Add add) {
    said("Apartado añadido: ", "Section added: ", add.title());
    Place place = add.place().orElse(Place.LAST);
    if (add.template().isPresent()) {
      var section = base.settled().outline().section(add.template().get());
      sections.add(Sections.planned(section), add.place().orElseGet(() -> usual(section.id())));
      return;
    }
    String id = sections.newId(add.title(), language);
    sections.add(
        new PlannedSection(id, add.title(), narrated(add), add.purpose(), USUAL_WORDS), place);
    add.text().ifPresent(text -> wording = wording.with(id, text));
  }

  /** Clauses are nobody's to reword. */
  private boolean narrated(Edit.Add add) {
    return add.text().isEmpty() || !base.type().definition().area().equals("legal");
  }

  /** Where its type has it: after the nearest one before it that is there. */
  private Place usual(String id) {
    Place place = Place.FIRST;
    for (var section : base.settled().outline().sections()) {
      if (section.id().equals(id)) {
        return place;
      }
      if (sections.has(section.id())) {
        place = Place.after(section.id());
      }
    }
    return Place.LAST;
  }

  private void unwrite(String section) {
    String title = title(section);
    if (!wording.ownText(section).map(OwnText::byPerson).orElse(false)) {
      throw Problem.validation("text", "the section \"" + title + "\" has no text of your own")
          .asException();
    }
    said("Vuelve el texto compuesto: ", "Composed text is back: ", title);
    Map<String, OwnText> own = new LinkedHashMap<>(wording.own());
    own.remove(section);
    wording = new Wording(wording.all(), wording.sections(), own, wording.wishes());
  }

  private void wish(Edit.Wish wish) {
    List<String> where =
        wish.sections().isEmpty()
            ? sections.all().stream()
                .filter(PlannedSection::narrative)
                .map(PlannedSection::id)
                .filter(id -> !wording.ownText(id).map(OwnText::byPerson).orElse(false))
                .toList()
            : wish.sections();
    for (String section : where) {
      if (!sections.section(section).narrative()) {
        throw Problem.validation(
                "section",
                "\""
                    + title(section)
                    + "\" is computed and no model writes it; send its text yourself, or change the"
                    + " brief")
            .asException();
      }
      wording = wording.wishing(section, wish.wish());
      reworked.add(section);
    }
    if (where.isEmpty()) {
      throw Problem.validation(
              "change", "this document has no section that a model writes; name what to change")
          .asException();
    }
    summary.add(
        language.choose("Redactado de nuevo: ", "Written again: ")
            + String.join(", ", where.stream().map(this::title).toList()));
  }

  private void translated(Language into) {
    if (into == language) {
      return;
    }
    List<String> persons =
        wording.own().entrySet().stream()
            .filter(own -> own.getValue().byPerson() && sections.has(own.getKey()))
            .map(own -> title(own.getKey()))
            .toList();
    if (!persons.isEmpty()) {
      throw RevisionProblems.cannot(
          "These sections have a text of yours, which is not translated: "
              + String.join(", ", persons)
              + ". Send their text in the other language first, or remove them.");
    }
    wording
        .own()
        .forEach(
            (section, own) -> {
              if (sections.has(section)) {
                var topic = SectionLibrary.topic(own.value());
                sections.retitle(section, topic.title().in(into), topic.purpose().in(into));
              }
            });
  }

  /** The whole document as it is composed. */
  private String composed(DocumentPlan plan) {
    return composer.assemble(
        plan,
        plan.outline().sections().stream()
            .map(section -> composer.compose(plan, section.id()).asText())
            .toList(),
        Provenance.ofTemplate(composer.templateVersion()));
  }

  /** A section whose composed text is the same has the text that it had. */
  private Map<String, WrittenSection> kept(DocumentPlan plan) {
    Map<String, WrittenSection> kept = new LinkedHashMap<>();
    for (var section : plan.outline().sections()) {
      String id = section.id();
      Optional<WrittenSection> written = base.written(id);
      if (written.isPresent()
          && composer
              .compose(plan, id)
              .markdown()
              .equals(composer.compose(base.plan(), id).markdown())) {
        kept.put(id, written.get());
      }
    }
    return kept;
  }

  private List<Citation> citations(List<PlannedSection> planned) {
    return base.work().planned().citations().stream()
        .filter(citation -> planned.stream().anyMatch(s -> s.id().equals(citation.sectionId())))
        .filter(
            citation -> !wording.ownText(citation.sectionId()).map(OwnText::byPerson).orElse(false))
        .toList();
  }

  private Brief brief() {
    try {
      return BriefFormat.json(brief);
    } catch (InvalidBriefException invalid) {
      throw invalid(invalid);
    }
  }

  private DocumentPlan plan(Brief changed) {
    try {
      return composer.plan(
          changed.as(base.type()), base.work().ask().profile(), base.work().ask().date());
    } catch (InvalidBriefException invalid) {
      throw invalid(invalid);
    }
  }

  private static RuntimeException invalid(InvalidBriefException invalid) {
    return Problem.validation(
            invalid.field().isEmpty() ? "brief" : "brief." + invalid.field(), invalid.advice())
        .asException();
  }

  private RuntimeException unchanged() {
    return RevisionProblems.cannot(
        language.choose(
            "Ese cambio no altera nada: el documento ya es así ("
                + String.join("; ", summary)
                + ").",
            "That change alters nothing: the document is so already ("
                + String.join("; ", summary)
                + ")."));
  }

  private String title(String section) {
    return SectionNumbers.bare(sections.section(section).title());
  }

  private void said(String spanish, String english, String what) {
    summary.add(language.choose(spanish, english) + what);
  }
}
