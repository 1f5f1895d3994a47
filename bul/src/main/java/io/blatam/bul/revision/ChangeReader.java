package io.blatam.bul.revision;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.document.Outline;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
import io.blatam.bul.wording.OwnText;
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
 * Reads a closed set of asks in both languages, clause by clause: register, length, sections, facts
 * and translation. What it does not read it does not guess at. Immutable, thread-safe.
 */
final class ChangeReader {

  /** What begins a clause of its own, so that "S. L. y Asociados" begins none. */
  private static final String BEGINNING =
      "(?:anad|agreg|inclu[iy]|incorpor|insert|quit[ae]|elimin|suprim|borr[ae]|muev|renombr|cambi|traduc|sub[ea]\\b"
          + "|baj[ea]\\b|aument|reduc|increment|rebaj|haz|hag[ao]|acort|resum[ea]|pon|fij[ae]|actualiz|redact|escrib"
          + "|add\\b|include\\b|remove\\b|delete\\b|drop\\b|move\\b|rename\\b|change\\b|set\\b|update\\b|raise\\b"
          + "|lower\\b|increase\\b|translate\\b|make\\b|shorten\\b|mas (?:formal|cort|breve|cercan)|menos formal"
          + "|more (?:formal|concise)|less formal|shorter)";

  private static final Pattern CLAUSES =
      Pattern.compile(
          "\\s*[;\\n]\\s*|(?:\\.\\s+|,\\s*(?:y |e |and |then )?|\\s+(?:y|e|and|then)\\s+(?:tambien |also )?)(?="
              + BEGINNING
              + ")");

  private static final Pattern POLITE =
      Pattern.compile("(?iu)^(?:por favor|please)[,:]?\\s+|[,]?\\s+(?:por favor|please)$");
  private static final Pattern ABBREVIATION =
      Pattern.compile("(?U)(?:^|[\\s.])(?:\\p{Lu}|Inc|Ltd|Co|Corp|Cía|V)\\.$");

  private static final String ASKING =
      "(?:(?:quiero que|me gustaria que|i want|i would like|can you|puedes)\\s+)?"
          + "(?:(?:haz|hazlo|haga|hagalo|hazme|pon|ponlo|ponga|dejalo|que sea|que el documento sea|sea|redactalo"
          + "|escribelo|reescribelo|reescribe|redacta|usa|utiliza|make|make it|write it|rewrite it|rewrite|use"
          + "|be|it should be|it to be)\\s+)?";

  /** The whole document. */
  private static final Pattern EVERYTHING =
      Pattern.compile(
          "(?:(?:todo |all )?(?:el |the |lo |este |this )?(?:documento|texto|contrato|plan|informe|todo|document|text"
              + "|contract|report|it|everything|whole document|whole text))?(?: sea| un poco| algo| a bit| slightly"
              + "| mucho| much| bastante)*");

  private static final Pattern FORMAL =
      phrase(
          "(?:en |con |in |with )?(?:un |una |el |a |the )?(?:tono |registro |lenguaje |estilo |tone |register"
              + " |language |style )?(?:(?:mas|more) (?:formal|serio|sobrio|profesional|institucional|serious"
              + "|professional)(?:es)?|formal|formalmente|de usted)(?: (?:tone|register|language|style|tono|registro))?");
  private static final Pattern WARM =
      phrase(
          "(?:en |con |in |with )?(?:un |una |el |a |the )?(?:tono |registro |lenguaje |estilo |tone |register"
              + " |language |style )?(?:(?:menos|less) (?:formal|serio|serious)|(?:mas|more) (?:cercano|cercana"
              + "|informal|coloquial|natural|sencillo|sencilla|llano|directo|casual|friendly|conversational"
              + "|warm|plain|relaxed)|informal|cercano|de tu)(?: (?:tone|register|language|style|tono|registro))?");
  private static final Pattern NEUTRAL =
      phrase(
          "(?:en |con |in |with )?(?:un |a |the |el )?(?:tono |registro |tone |register )?(?:neutro|neutral|normal"
              + "|original)(?: tone| register)?");
  private static final Pattern SHORTER =
      phrase(
          "(?:mas (?:cort[oa]|breve|concis[oa]|resumid[oa]|escuet[oa])|shorter|briefer|more (?:concise|brief)"
              + "|(?:acorta|abrevia|resume|sintetiza|condensa|acortalo|resumelo|abrevialo|shorten|condense"
              + "|abridge|summarise|summarize|cut down)(?: (?:it|lo))?)");
  private static final Pattern LONGER =
      phrase(
          "(?:mas (?:larg[oa]|extens[oa]|detallad[oa]|complet[oa])|longer|more (?:detailed|extensive)"
              + "|(?:alarga|amplia|desarrolla|alargalo|amplialo|lengthen|expand|elaborate)(?: (?:it|lo))?)");

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
  private static final Pattern TRANSLATE =
      Pattern.compile(
          ASKING
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

  private final List<PlannedSection> sections;
  private final Outline usual;
  private final SectionNames names;
  private final FactReader facts;
  private final DocumentType type;
  private final Language language;

  ChangeReader(Base base) {
    this.sections = base.work().planned().sections();
    this.usual = base.settled().outline();
    this.names = new SectionNames(sections);
    this.facts = new FactReader(base.settled().brief());
    this.type = base.type();
    this.language = base.language();
  }

  private static Pattern phrase(String words) {
    return Pattern.compile(
        ASKING
            + "(?<scope>.*?)\\s*\\b"
            + words
            + "\\b(?:\\s*(?:(?:en|in|para|for|de|of)\\s+)?(?<where>.*))?");
  }

  /** A clause that was not understood, as it was said. */
  record Unread(String clause) {}

  /**
   * @param edits of the clauses that were understood
   * @param unread the others
   */
  record Read(List<Edit> edits, List<Unread> unread) {}

  Read read(String change) {
    List<Edit> edits = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    for (Plain clause : clauses(Plain.of(polite(change).replace('\n', ';')))) {
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

  private static String polite(String said) {
    return POLITE.matcher(said.strip()).replaceAll("");
  }

  private static List<Plain> clauses(Plain said) {
    List<Plain> clauses = new ArrayList<>();
    Matcher between = CLAUSES.matcher(said.folded());
    int from = 0;
    while (between.find()) {
      add(clauses, said.cut(from, between.start()));
      from = between.end();
    }
    add(clauses, said.cut(from, said.text().length()));
    return clauses;
  }

  private static void add(List<Plain> clauses, String text) {
    String plain = polite(text).replaceAll("^[¡¿\\s]+", "");
    String clause = ABBREVIATION.matcher(plain).find() ? plain : plain.replaceAll("[.!,\\s]+$", "");
    if (!clause.isEmpty()) {
      clauses.add(Plain.of(clause));
    }
  }

  private Optional<Edit> clause(Plain clause) {
    return Stream.<Function<Plain, Optional<Edit>>>of(
            this::translate,
            said -> tone(said, FORMAL, Tone.FORMAL),
            said -> tone(said, WARM, Tone.WARM),
            said -> tone(said, NEUTRAL, Tone.NEUTRAL),
            said -> length(said, SHORTER, true),
            said -> length(said, LONGER, false),
            this::step,
            this::rename,
            this::add,
            this::move,
            this::remove,
            this::set)
        .flatMap(rule -> rule.apply(clause).stream())
        .findFirst();
  }

  private Optional<Edit> tone(Plain said, Pattern phrase, Tone tone) {
    return scope(said, phrase).map(section -> new Edit.Register(tone, section));
  }

  private Optional<Edit> length(Plain said, Pattern phrase, boolean shorter) {
    return scope(said, phrase).map(section -> new Edit.Length(shorter, section));
  }

  /**
   * Which section a phrase is about, an empty one for all; empty where it is about something else.
   */
  private Optional<Optional<String>> scope(Plain said, Pattern phrase) {
    Matcher found = phrase.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String before = strip(found.group("scope"));
    String after = strip(found.group("where") == null ? "" : found.group("where"));
    boolean allBefore = EVERYTHING.matcher(before).matches();
    boolean allAfter = EVERYTHING.matcher(after).matches();
    if (allBefore && allAfter) {
      return Optional.of(Optional.empty());
    }
    if (!allBefore && !allAfter) {
      return Optional.empty();
    }
    return names.find(allBefore ? after : before).map(section -> Optional.of(section.id()));
  }

  private static String strip(String words) {
    return words
        .strip()
        .replaceAll("^(?:que|de|del)\\s+", "")
        .replaceAll("\\s+(?:sea|be|un poco|algo|a bit)$", "");
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

  private Optional<Edit> add(Plain said) {
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
    String title = topic.substring(0, 1).toUpperCase(Locale.ROOT) + topic.substring(1);
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

  private Optional<Edit> remove(Plain said) {
    Matcher found = REMOVE.matcher(said.folded());
    return found.matches()
        ? names.find(found.group("section")).map(section -> new Edit.Remove(section.id()))
        : Optional.empty();
  }

  private Optional<Edit> move(Plain said) {
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

  private Optional<Edit> rename(Plain said) {
    Matcher found = RENAME.matcher(said.folded());
    if (!found.matches()) {
      return Optional.empty();
    }
    String title =
        said.cut(found.start("title"), found.end("title"))
            .replaceAll("^[\"«“']\\s*|\\s*[\"»”']$", "");
    return names
        .find(found.group("section"))
        .map(
            section ->
                new Edit.Rename(
                    section.id(),
                    title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1)));
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
