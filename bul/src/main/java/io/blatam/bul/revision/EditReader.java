package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
import io.blatam.bul.wording.OwnText;
import io.blatam.platform.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes edits of what was asked for. Words are for a model where there is one. */
final class EditReader {

  private static final Pattern TITLE =
      Pattern.compile("[\\p{L}\\p{N} .,:;()/&%¿?¡!'’\"«»–+-]{1,160}");
  private static final Pattern CHAPTER = Pattern.compile("(?m)^# ");

  private final Base base;
  private final boolean model;
  private final ChangeReader changes;
  private final Language language;

  /**
   * @param model whether one is configured that writes
   */
  EditReader(Base base, boolean model) {
    this.base = base;
    this.model = model;
    this.changes = new ChangeReader(base);
    this.language = base.language();
  }

  /**
   * @param asked in a line, as the list of versions shows it
   */
  record Understood(List<Edit> edits, String asked) {}

  Understood read(RevisionRequest request) {
    List<Edit> edits = new ArrayList<>();
    request.change().ifPresent(change -> edits.addAll(change(change)));
    request.section().ifPresent(section -> edits.addAll(section(request, section)));
    if (request.section().isEmpty()) {
      request
          .tone()
          .ifPresent(tone -> edits.addAll(carriedOut(new Edit.Register(tone, Optional.empty()))));
    }
    request.brief().ifPresent(patch -> edits.add(facts(patch)));
    request.addSection().ifPresent(added -> edits.add(added(added)));
    request.removeSection().ifPresent(section -> edits.add(new Edit.Remove(section)));
    request
        .moveSection()
        .ifPresent(moved -> edits.add(new Edit.Move(moved.section(), place(moved))));
    request
        .renameSection()
        .ifPresent(named -> edits.add(new Edit.Rename(named.section(), title(named.title()))));
    return new Understood(List.copyOf(edits), request.change().or(request::instruction).orElse(""));
  }

  private List<Edit> change(String change) {
    ChangeReader.Read read = changes.read(change);
    if (!read.unread().isEmpty() && !model) {
      throw notUnderstood(read);
    }
    List<Edit> edits = new ArrayList<>();
    read.edits().forEach(edit -> edits.addAll(carriedOut(edit)));
    read.unread().forEach(unread -> edits.add(forModel(unread.clause())));
    return edits;
  }

  /** Register and length are a model's to change where there is one, in what it may write. */
  private List<Edit> carriedOut(Edit edit) {
    if (model && edit instanceof Edit.Register register && narrated(register.section())) {
      String wish =
          switch (register.tone()) {
            case FORMAL -> language.choose("Más formal.", "More formal.");
            case NEUTRAL -> language.choose("En un tono neutro.", "In a neutral tone.");
            case WARM -> language.choose("Menos formal, más cercano.", "Less formal, warmer.");
          };
      return List.of(edit, new Edit.Wish(wish, register.section().stream().toList()));
    }
    if (model && edit instanceof Edit.Length length && narrated(length.section())) {
      String wish =
          length.shorter()
              ? language.choose("Más breve.", "Shorter.")
              : language.choose("Más extenso.", "Longer.");
      return List.of(new Edit.Wish(wish, length.section().stream().toList()));
    }
    return List.of(edit);
  }

  private boolean narrated(Optional<String> section) {
    return base.work().planned().sections().stream()
        .filter(each -> section.map(each.id()::equals).orElse(true))
        .anyMatch(PlannedSection::narrative);
  }

  /** In the section whose title it says, or everywhere. */
  private Edit forModel(String wish) {
    return changes.sections().unwritten(wish).orElseGet(() -> reworked(wish));
  }

  private Edit reworked(String wish) {
    String folded = Plain.of(wish).folded();
    List<String> named =
        base.work().planned().sections().stream()
            .filter(PlannedSection::narrative)
            .filter(
                section -> folded.contains(Plain.of(SectionNumbers.bare(section.title())).folded()))
            .map(PlannedSection::id)
            .toList();
    return new Edit.Wish(wish, named);
  }

  private List<Edit> section(RevisionRequest request, String section) {
    if (request.text().isPresent()) {
      String text = request.text().get().strip();
      if (text.isEmpty()) {
        return List.of(new Edit.Unwrite(section));
      }
      return List.of(new Edit.Write(section, body(text)));
    }
    if (request.tone().isPresent() && request.instruction().isEmpty()) {
      return carriedOut(new Edit.Register(request.tone().get(), Optional.of(section)));
    }
    Optional<String> instruction = request.instruction();
    if (instruction.isPresent()) {
      ChangeReader.Read read = changes.read(instruction.get(), section);
      if (read.unread().isEmpty()) {
        return read.edits().stream().flatMap(edit -> carriedOut(edit).stream()).toList();
      }
      if (!model) {
        throw notUnderstood(read);
      }
      return List.of(new Edit.Wish(instruction.get(), List.of(section)));
    }
    if (!model) {
      throw RevisionProblems.cannot(
          language.choose(
                  "No hay ningún modelo configurado, y las plantillas escribirían lo mismo. Diga en"
                      + " \"instruction\" qué debe cambiar, o envíe su texto en \"text\". ",
                  "No model is configured, and the templates would write the same. Say in"
                      + " \"instruction\" what should change, or send your text in \"text\". ")
              + changes.offer());
    }
    return List.of(
        new Edit.Wish(
            language.choose(
                "Redáctalo de otra manera, con la misma información.",
                "Write it in another way, with the same information."),
            List.of(section)));
  }

  private RuntimeException notUnderstood(ChangeReader.Read read) {
    String unread =
        read.unread().stream()
            .map(ChangeReader.Unread::clause)
            .collect(Collectors.joining("”, “", "“", "”"));
    return RevisionProblems.notUnderstood(
        language.choose(
                "No se ha entendido " + unread + ". ", "This was not understood: " + unread + ". ")
            + changes.offer()
            + language.choose(
                " Con un modelo de lenguaje configurado se entiende cualquier petición.",
                " With a language model configured any wish is understood."));
  }

  private String body(String text) {
    if (CHAPTER.matcher(text).find()) {
      throw Problem.validation(
              "text", "begins a chapter of its own; headings inside a section start at ##")
          .asException();
    }
    return text;
  }

  private Edit facts(JsonNode patch) {
    if (!(patch instanceof ObjectNode object) || object.isEmpty()) {
      throw Problem.validation("brief", "send an object with what is different").asException();
    }
    if (object.has("document_type")) {
      throw Problem.validation(
              "brief.document_type", "a document keeps its type; ask for a new document instead")
          .asException();
    }
    ObjectNode folded = object.deepCopy();
    String key = base.type().key();
    if (!base.type().definition().typed() && folded.has(key)) {
      folded.set("fields", folded.remove(key));
    }
    return new Edit.Facts(
        folded,
        language.choose("Datos: ", "Data: ")
            + folded.properties().stream()
                .flatMap(field -> paths(field).stream())
                .collect(Collectors.joining(", ")));
  }

  private static List<String> paths(Map.Entry<String, JsonNode> field) {
    String name = field.getKey();
    if (field.getValue() instanceof ObjectNode inner) {
      return inner.properties().stream()
          .flatMap(each -> paths(each).stream())
          .map(path -> name.equals("fields") ? path : name + "." + path)
          .toList();
    }
    return List.of(
        field.getValue().isValueNode() ? name + " = " + field.getValue().asText() : name);
  }

  private Edit added(RevisionRequest.NewSection added) {
    Optional<Place> place =
        added.after().map(Place::after).or(() -> added.before().map(Place::before));
    if (added.topic().isPresent()) {
      return changes
          .sections()
          .addition(added.topic().get(), place)
          .orElseThrow(
              () ->
                  RevisionProblems.notUnderstood(
                      language.choose("No hay apartado para «", "There is no section for “")
                          + added.topic().get()
                          + language.choose("». ", "”. ")
                          + changes.offer()));
    }
    String title = title(added.title().orElse(""));
    Optional<OwnText> text = added.text().map(String::strip).map(this::body).map(OwnText::ofPerson);
    String purpose = added.purpose().map(String::strip).orElse("").replaceAll("\\s+", " ");
    if (text.isEmpty() && purpose.isEmpty()) {
      throw Problem.validation(
              "add_section", "needs a topic, or a title with its text or its purpose")
          .asException();
    }
    if (text.isEmpty() && !model) {
      throw RevisionProblems.cannot(
          language.choose(
                  "No hay ningún modelo configurado que redacte el apartado: envíe su texto en \"text\". ",
                  "No model is configured that could write the section: send its text in \"text\". ")
              + changes.offer());
    }
    return new Edit.Add(Optional.empty(), title, purpose.isEmpty() ? title : purpose, text, place);
  }

  private Place place(RevisionRequest.Moved moved) {
    List<PlannedSection> sections = base.work().planned().sections();
    if (moved.position().isPresent()) {
      int position = moved.position().get();
      if (position < 1 || position > sections.size()) {
        throw Problem.validation("move_section.position", "must be from 1 to " + sections.size())
            .asException();
      }
      List<String> others =
          sections.stream()
              .map(PlannedSection::id)
              .filter(id -> !id.equals(moved.section()))
              .toList();
      return position > others.size()
          ? Place.after(others.get(others.size() - 1))
          : Place.before(others.get(position - 1));
    }
    return moved
        .after()
        .map(Place::after)
        .or(() -> moved.before().map(Place::before))
        .orElseThrow(
            () ->
                Problem.validation("move_section", "needs before, after or position")
                    .asException());
  }

  private static String title(String title) {
    String plain = title.strip();
    if (!TITLE.matcher(plain).matches()) {
      throw Problem.validation(
              "title",
              "must be 1 to 160 letters, figures and punctuation, without Markdown's own signs")
          .asException();
    }
    return plain;
  }
}
