package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.MergePatch;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
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
import java.util.Set;

/**
 * A version while edits are made to it: its sections, wording and brief, before anything is
 * composed. One for each revision; not thread-safe. What is asked for and can not be done fails
 * with a problem that says why.
 */
final class Draft {

  private static final int USUAL_WORDS = 200;

  private final Base base;
  private final Language language;
  private final Sections sections;
  private final Set<String> reworked = new LinkedHashSet<>();
  private final List<String> summary = new ArrayList<>();
  private ObjectNode brief;
  private Wording wording;
  private boolean facts;

  Draft(Base base) {
    this.base = base;
    this.language = base.language();
    this.sections = new Sections(base.work().planned().sections());
    this.brief = base.brief();
    this.wording = base.wording();
  }

  List<PlannedSection> sections() {
    return sections.all();
  }

  Wording wording() {
    return wording;
  }

  /** With what has changed. */
  ObjectNode brief() {
    return brief;
  }

  /** Whether the brief says other things than before. */
  boolean factsChanged() {
    return facts;
  }

  /** Sections that are to be written again, as far as they are still there. */
  List<String> reworked() {
    return reworked.stream().filter(sections::has).toList();
  }

  /** What was done, in the document's language. */
  String summary() {
    return String.join("; ", summary);
  }

  void apply(Edit edit) {
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
      brief = (ObjectNode) MergePatch.apply(brief, changed.patch());
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
    length.section().ifPresent(sections::section); // fails where there is none of that name
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

  /** Follows the plan that the changed facts make. */
  void follow(DocumentPlan settled) {
    sections.follow(base.settled(), settled);
    translated(settled.brief().language());
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

  private String title(String section) {
    return SectionNumbers.bare(sections.section(section).title());
  }

  private void said(String spanish, String english, String what) {
    summary.add(language.choose(spanish, english) + what);
  }
}
