package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.locale.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Nothing unresolved, no filler, and words that fit the tone that was asked for. */
final class Wording {
  private static final Pattern UNRESOLVED =
      Pattern.compile(
          "\\bTODO\\b|\\bTBD\\b|\\bXXX+\\b|(?i:lorem"
              + " ipsum)|\\[(?i:insertar|insert|completar|complete)[^\\]]*\\](?!\\()");

  private static final List<Phrase> FILLER_ES =
      phrases(
          "cabe destacar que",
          "cabe mencionar que",
          "es importante mencionar que",
          "es importante destacar que",
          "como es bien sabido",
          "hoy en día, más que nunca",
          "en el mundo actual",
          "a día de hoy, es un hecho");
  private static final List<Phrase> FILLER_EN =
      phrases(
          "it is important to note that",
          "it should be noted that",
          "needless to say",
          "at the end of the day",
          "in today's world",
          "in today’s world",
          "it goes without saying");

  private static final List<Phrase> LOOSE_ES =
      phrases("súper", "genial", "chévere", "padrísimo", "guay", "buenísimo", "un montón");
  private static final List<Phrase> LOOSE_EN =
      phrases("awesome", "gonna", "wanna", "super cool", "no-brainer", "stuff");

  private Wording() {}

  static List<Remark> check(ReviewedText text) {
    Language language = text.language();
    List<Remark> remarks = new ArrayList<>();
    boolean formal = text.plan().brief().brief().tone().filter(tone -> tone == Tone.WARM).isEmpty();
    for (ReviewedText.Chapter chapter : text.chapters()) {
      Matcher unresolved = UNRESOLVED.matcher(chapter.text());
      if (unresolved.find()) {
        remarks.add(
            new Remark(
                "unresolved",
                Severity.SEVERE,
                chapter.id(),
                ReviewedText.quote(chapter.text(), unresolved),
                language.choose(
                    "Complete o quite lo que falta", "Fill in or remove what is open")));
      }
      find(
          language.choose(FILLER_ES, FILLER_EN),
          "filler",
          language.choose(
              "Quite la muletilla y diga el hecho", "Drop the filler and state the fact"),
          chapter,
          remarks);
      if (formal) {
        find(
            language.choose(LOOSE_ES, LOOSE_EN),
            "loose-word",
            language.choose(
                "Esa palabra no es del tono pedido", "That word does not fit the tone asked for"),
            chapter,
            remarks);
      }
    }
    return remarks;
  }

  private static List<Phrase> phrases(String... phrases) {
    return Stream.of(phrases).map(Phrase::whole).toList();
  }

  private static void find(
      List<Phrase> phrases,
      String code,
      String advice,
      ReviewedText.Chapter chapter,
      List<Remark> remarks) {
    phrases.stream()
        .flatMap(phrase -> ReviewedText.line(chapter, phrase).stream())
        .findFirst()
        .ifPresent(
            quote -> remarks.add(new Remark(code, Severity.ADVICE, chapter.id(), quote, advice)));
  }
}
