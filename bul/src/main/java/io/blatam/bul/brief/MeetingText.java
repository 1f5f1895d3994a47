package io.blatam.bul.brief;

import io.blatam.bul.brief.MeetingReportBrief.Action;
import io.blatam.bul.brief.MeetingReportBrief.Attendee;
import io.blatam.bul.brief.MeetingReportBrief.Decision;
import io.blatam.platform.Capital;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the notes of a meeting say of who was there, what was decided and who took what on: "con Ana
 * y Luis", "se acordó subir los precios", "Luis preparará la tarifa". Words are taken as they
 * stand.
 */
record MeetingText(List<Attendee> attendees, List<Decision> decisions, List<Action> actions) {

  private static final String NAME = "\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{Ll}+)?";
  private static final Pattern PRESENT =
      Pattern.compile(
          "\\b(?:con|with|[Aa]sistieron|[Pp]resent:|[Aa]sistentes:|[Aa]ttendees:)\\s+("
              + NAME
              + "(?:,\\s*"
              + NAME
              + ")*(?:,?\\s+(?:y|e|and)\\s+"
              + NAME
              + ")?)");
  private static final Pattern BETWEEN_NAMES = Pattern.compile(",?\\s+(?:y|e|and)\\s+|,\\s*");
  private static final Pattern SENTENCE = Pattern.compile("[^.;:\\n]+(?:[.,]\\d[^.;:\\n]*)*");
  private static final Pattern DECIDED =
      Pattern.compile(
          "(?iu)\\b(?:se (?:acord[oó]|decidi[oó]|aprob[oó])|acordamos|decidimos"
              + "|(?:it was|we) (?:agreed|decided)(?: to| that)?)\\s+(.+)");
  private static final Pattern TAKEN_ON =
      Pattern.compile("^\\s*(" + NAME + ")\\s+(?:will\\s+(.+)|(\\p{Ll}+rá\\s.+))$");

  static MeetingText read(String text) {
    return new MeetingText(
        PRESENT
            .matcher(text)
            .results()
            .flatMap(found -> Stream.of(BETWEEN_NAMES.split(found.group(1))))
            .distinct()
            .map(name -> new Attendee(name, Optional.empty()))
            .toList(),
        sentences(text).flatMap(sentence -> decision(sentence).stream()).toList(),
        sentences(text).flatMap(sentence -> action(sentence).stream()).toList());
  }

  /** The report with what its own fields leave open read from the text. */
  MeetingReportBrief fill(MeetingReportBrief given, Optional<String> city) {
    return new MeetingReportBrief(
        given.subject(),
        given.date(),
        given.time(),
        given.place().or(() -> city),
        given.chair(),
        given.secretary(),
        given.attendees().isEmpty() ? attendees : given.attendees(),
        given.absent(),
        given.agenda(),
        given.decisions().isEmpty() ? decisions : given.decisions(),
        given.actions().isEmpty() ? actions : given.actions(),
        given.nextMeeting());
  }

  private static Stream<String> sentences(String text) {
    return SENTENCE.matcher(text).results().map(MatchResult::group).map(String::strip);
  }

  private static Optional<Decision> decision(String sentence) {
    var found = DECIDED.matcher(sentence);
    return found.find()
        ? Optional.of(new Decision(Capital.first(found.group(1)), Optional.empty()))
        : Optional.empty();
  }

  private static Optional<Action> action(String sentence) {
    var found = TAKEN_ON.matcher(sentence);
    return found.find()
        ? Optional.of(
            new Action(
                Capital.first(Optional.ofNullable(found.group(2)).orElse(found.group(3))),
                found.group(1),
                Optional.empty()))
        : Optional.empty();
  }
}
