package io.blatam.bul.revision;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Language;
import io.blatam.bul.wording.SectionLibrary;
import io.blatam.platform.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a closed set of asks in both languages, clause by clause: register and length ({@link
 * MannerReader}), sections ({@link SectionReader}), facts ({@link FactReader}) and translation.
 * What it does not read it does not guess at. Immutable, thread-safe.
 */
final class ChangeReader {

  private static final Pattern TRANSLATE =
      Pattern.compile(
          MannerReader.ASKING
              + "(?:traduc\\w*|pas[ae]lo|ponlo|translate(?: it)?|en|in)(?:\\s+(?:el|la|the|this|todo)?\\s*"
              + "(?:documento|contrato|texto|document|contract|text)?)?\\s*(?:al|a|to|into|en|in)?\\s*"
              + "(?<language>ingles|espanol|castellano|english|spanish)");
  private static final Pattern SET =
      Pattern.compile(
          "(?:cambi\\w*|pon(?:er|ga)?|fij\\w*|actualiz\\w*|modific\\w*|corrig\\w*|sustituy\\w*|change|set|update|correct|make)"
              + "\\s+(?<fact>.+?)(?:\\s+de\\s+[^a]*?\\d[^a]*?)?\\s+(?:a|al|por|en|es|to|at|as|is)\\s+(?<value>.+)");
  private static final Pattern STEP =
      Pattern.compile(
          "(?<verb>sub[ea]|subir|aument\\w*|increment\\w*|baj[ea]|bajar|reduc\\w*|reduzc\\w*|rebaj\\w*|raise|increase|lower"
              + "|reduce|cut|decrease)\\s+(?<fact>.+?)\\s+(?:(?<to>a|hasta|to)\\s+|(?:en|un|una|by|in|por)\\s+)*"
              + "(?<value>\\d.*)");
  private static final Pattern UP = Pattern.compile("sub|aument|increment|raise|increase");

  private final MannerReader manner;
  private final SectionReader sections;
  private final FactReader facts;
  private final DocumentType type;
  private final Language language;

  ChangeReader(Base base) {
    SectionNames names = new SectionNames(base.work().planned().sections());
    this.manner = new MannerReader(names);
    this.sections = new SectionReader(base, names);
    this.facts = new FactReader(base.settled().brief());
    this.type = base.type();
    this.language = base.language();
  }

  /** A clause that was not understood, as it was said. */
  record Unread(String clause) {}

  /**
   * @param edits of the clauses that were understood
   * @param unread the others
   */
  record Read(List<Edit> edits, List<Unread> unread) {}

  /** What reads clauses about sections. */
  SectionReader sections() {
    return sections;
  }

  Read read(String change) {
    List<Edit> edits = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    for (Plain clause : Clauses.of(change)) {
      clause(clause).ifPresentOrElse(edits::add, () -> unread.add(new Unread(clause.text())));
    }
    return new Read(edits, unread);
  }

  /** The same for one section: what says no other place is about it. */
  Read read(String change, String section) {
    Read read = read(change);
    return new Read(
        read.edits().stream().map(edit -> scoped(edit, section)).toList(), read.unread());
  }

  private static Edit scoped(Edit edit, String section) {
    if (edit instanceof Edit.Register register && register.section().isEmpty()) {
      return new Edit.Register(register.tone(), Optional.of(section));
    }
    return edit instanceof Edit.Length length && length.section().isEmpty()
        ? new Edit.Length(length.shorter(), Optional.of(section))
        : edit;
  }

  private Optional<Edit> clause(Plain clause) {
    return Stream.<Function<Plain, Optional<Edit>>>of(
            this::translate,
            manner::tone,
            manner::length,
            this::step,
            sections::rename,
            sections::add,
            sections::move,
            sections::remove,
            this::set)
        .flatMap(rule -> rule.apply(clause).stream())
        .findFirst();
  }

  private Optional<Edit> translate(Plain said) {
    Matcher found = TRANSLATE.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    Language into = found.group("language").matches("ingles|english") ? Language.EN : Language.ES;
    var patch = Json.mapper().createObjectNode().put("language", into.code());
    return Optional.of(
        new Edit.Facts(
            patch,
            language.choose("Idioma: ", "Language: ")
                + into.choose(
                    language.choose("español", "Spanish"), language.choose("inglés", "English"))
                + language.choose(
                    " (lo que el encargo dice con sus palabras queda como está)",
                    " (what the brief says in its own words stays as it is)")));
  }

  private Optional<Edit> set(Plain said) {
    Matcher found = SET.matcher(said.folded());
    return found.matches()
        ? facts
            .set(
                said.cut(found.start("fact"), found.end("fact")),
                said.cut(found.start("value"), found.end("value")))
            .map(Edit.class::cast)
        : Optional.empty();
  }

  private Optional<Edit> step(Plain said) {
    Matcher found = STEP.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String fact = said.cut(found.start("fact"), found.end("fact"));
    String value = said.cut(found.start("value"), found.end("value"));
    boolean up = UP.matcher(found.group("verb")).lookingAt();
    Optional<Edit.Facts> changed =
        found.group("to") == null ? facts.step(fact, value, up) : facts.set(fact, value);
    return changed.map(Edit.class::cast);
  }

  /** What can be asked for, for a person whose ask was not understood. */
  String offer() {
    String topics =
        String.join(
            ", ",
            SectionLibrary.of(type).stream()
                .map(topic -> topic.title().in(language).toLowerCase(Locale.ROOT))
                .toList());
    return language.choose(
        "Aquí se entiende: «más formal», «menos formal», «más breve»; «añade un apartado de …» ("
            + topics
            + "); «quita / mueve / renombra el apartado …»; «cambia … a …», «sube … un 10 %»"
            + known()
            + "; «traduce al inglés».",
        "Understood here: “more formal”, “less formal”, “shorter”; “add a section on …” ("
            + topics
            + "); “remove / move / rename the section …”; “change … to …”, “raise … by 10%”"
            + known()
            + "; “translate into Spanish”.");
  }

  private String known() {
    List<String> some = facts.known();
    return some.isEmpty() ? "" : " (" + String.join(", ", some) + ")";
  }
}
