package io.blatam.bul.revision;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.document.Outline;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
import io.blatam.bul.wording.OwnText;
import io.blatam.bul.wording.SectionLibrary;
import io.blatam.platform.Capital;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what shall become of a document's sections: added, removed, moved, renamed. */
final class SectionReader {

  private static final Pattern ADD =
      Pattern.compile(
          "(?:anad\\w*|agreg\\w*|inclu[iy]\\w*|incorpor\\w*|insert\\w*|pon(?:er|ga|le)?|add|include|insert|falta|necesito"
              + "|quiero|i need|there should be)\\s+(?:me\\s+)?(?:(?:un|una|el|la|otro|otra|a|an|the|another)\\s+)?"
              + "(?:(?:nuev[oa]|new)\\s+)?(?:(?:apartado|seccion|capitulo|clausula|parte|section|chapter|clause|part)\\s+"
              + "(?:(?:de|del|sobre|acerca de|para|con|titulad[oa]|llamad[oa]|on|about|for|covering|with|called|titled)\\s+)?"
              + "(?<topic>.+?)|(?<before>.+?)\\s+(?:section|chapter|clause))(?<place>"
              + "\\s+(?:al principio|al comienzo|al final|antes de|despues de|tras|at the (?:beginning|start|end)"
              + "|before|after)\\b.*)?");
  private static final Pattern REMOVE =
      Pattern.compile(
          "(?:quit\\w*|elimin\\w*|suprim\\w*|borr\\w*|remove|delete|drop|take out|leave out)\\s+(?<section>.+)");
  private static final Pattern MOVE =
      Pattern.compile(
          "(?:muev\\w*|mover|pas[ae]r?|coloc\\w*|pon(?:er|ga)?|move|put|place)\\s+(?<section>.+?)(?<place>"
              + "\\s+(?:al principio|al comienzo|al final|antes de|despues de|delante de|detras de|tras"
              + "|(?:to|at) the (?:beginning|start|end|top)|before|after|a la posicion|to position)\\b.*)");
  private static final Pattern RENAME =
      Pattern.compile(
          "(?:renombr\\w*|retitul\\w*|titul[ae]|llam[ae]|rename|retitle|(?:cambi[ae]r?|change) (?:el titulo|the title)"
              + "(?: de| del| of)?)\\s+(?<section>.+?)\\s+(?:a|como|por|to|as|into)\\s+(?<title>.+)");

  private final List<PlannedSection> sections;
  private final Outline usual;
  private final SectionNames names;
  private final DocumentType type;
  private final Language language;

  SectionReader(Base base, SectionNames names) {
    this.sections = base.work().planned().sections();
    this.usual = base.settled().outline();
    this.names = names;
    this.type = base.type();
    this.language = base.language();
  }

  Optional<Edit> add(Plain said) {
    Matcher found = ADD.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String group = found.group("topic") == null ? "before" : "topic";
    String topic = said.cut(found.start(group), found.end(group));
    Optional<Place> place = Optional.empty();
    if (found.group("place") != null) {
      place = place(found.group("place").strip());
      if (place.isEmpty()) {
        return Optional.empty();
      }
    }
    return addition(topic, place);
  }

  /** A section that only a model can write, where one is asked for. */
  Optional<Edit> unwritten(String clause) {
    Plain said = Plain.of(clause);
    Matcher found = ADD.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String group = found.group("topic") == null ? "before" : "topic";
    String topic = said.cut(found.start(group), found.end(group));
    String title = Capital.first(topic);
    return Optional.of(
        new Edit.Add(
            Optional.empty(),
            title.substring(0, Math.min(160, title.length())),
            clause,
            Optional.empty(),
            Optional.ofNullable(found.group("place")).map(String::strip).flatMap(this::place)));
  }

  /** A section of the type that is missing, or one of the library. */
  Optional<Edit> addition(String topic, Optional<Place> place) {
    names
        .find(topic)
        .ifPresent(
            there -> {
              throw RevisionProblems.cannot(
                  language.choose("El documento ya tiene el apartado «", "The document has “")
                      + SectionNumbers.bare(there.title())
                      + language.choose("».", "” already."));
            });
    List<PlannedSection> missing =
        usual.sections().stream()
            .filter(section -> sections.stream().noneMatch(s -> s.id().equals(section.id())))
            .map(Sections::planned)
            .toList();
    Optional<PlannedSection> back = new SectionNames(missing).find(topic);
    if (back.isPresent()) {
      String title = SectionNumbers.bare(back.get().title());
      return Optional.of(
          new Edit.Add(
              Optional.of(back.get().id()), title, back.get().purpose(), Optional.empty(), place));
    }
    return SectionLibrary.find(type, topic)
        .map(
            of ->
                new Edit.Add(
                    Optional.empty(),
                    of.title().in(language),
                    of.purpose().in(language),
                    Optional.of(OwnText.ofLibrary(of.id())),
                    place));
  }

  Optional<Edit> remove(Plain said) {
    Matcher found = REMOVE.matcher(said.folded());
    return found.matches()
        ? names.find(found.group("section")).map(section -> new Edit.Remove(section.id()))
        : Optional.empty();
  }

  Optional<Edit> move(Plain said) {
    Matcher found = MOVE.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    Optional<Place> place = place(found.group("place").strip());
    return place.isEmpty()
        ? Optional.empty()
        : names
            .find(found.group("section"))
            .map(section -> new Edit.Move(section.id(), place.get()));
  }

  private Optional<Place> place(String folded) {
    if (folded.matches(".*\\b(?:principio|comienzo|beginning|start|top)\\b.*")) {
      return Optional.of(Place.FIRST);
    }
    if (folded.matches(".*\\b(?:al final|the end)\\b.*")) {
      return Optional.of(Place.LAST);
    }
    Matcher number = Pattern.compile(".*(?:posicion|position)\\s+(\\d{1,2})").matcher(folded);
    if (number.matches()) {
      int at = Integer.parseInt(number.group(1));
      return at < 1 || at > sections.size()
          ? Optional.empty()
          : Optional.of(Place.before(sections.get(at - 1).id()));
    }
    boolean before = folded.matches("(?:antes|delante|before)\\b.*");
    String section =
        folded.replaceFirst(
            "^(?:antes|despues|delante|detras|tras|before|after)(?:\\s+de(?:l)?)?\\s+", "");
    return names
        .find(section)
        .map(found -> before ? Place.before(found.id()) : Place.after(found.id()));
  }

  Optional<Edit> rename(Plain said) {
    Matcher found = RENAME.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String title =
        said.cut(found.start("title"), found.end("title"))
            .replaceAll("^[\"«“']\\s*|\\s*[\"»”']$", "");
    return names
        .find(found.group("section"))
        .map(section -> new Edit.Rename(section.id(), Capital.first(title)));
  }
}
