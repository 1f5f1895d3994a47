package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint;
import io.blatam.bul.agent.CheckPoint.Rule;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.agent.SmeAgent.Phrases;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.SectionText;
import java.util.ArrayList;
import java.util.List;

/** The review of a document by the rules of its area and by those of every document. Pure. */
public final class AreaReview {
  private AreaReview() {}

  /** What is to be said of {@code sections}, in their order; nothing when all is well. */
  public static List<Remark> review(
      DocumentPlan plan, SmeAgent expert, List<SectionText> sections) {
    ReviewedText text = ReviewedText.of(plan, sections);
    List<Remark> remarks = new ArrayList<>();
    expert
        .checklist(plan.brief().type().id())
        .forEach(point -> point.rule().ifPresent(rule -> check(point, rule, text, remarks)));
    remarks.addAll(Names.check(text));
    remarks.addAll(Money.check(text));
    remarks.addAll(Dates.check(text));
    remarks.addAll(Wording.check(text));
    return List.copyOf(remarks);
  }

  private static void check(CheckPoint point, Rule rule, ReviewedText text, List<Remark> remarks) {
    if (rule instanceof Rule.Mentions mentions) {
      if (phrases(mentions.phrases(), text).stream().noneMatch(text::has)) {
        remarks.add(missing(point, text));
      }
    } else if (rule instanceof Rule.Section section) {
      if (phrases(section.phrases(), text).stream().noneMatch(text::heads)) {
        remarks.add(missing(point, text));
      }
    } else if (rule instanceof Rule.Words words) {
      if (text.words() < words.least() || text.words() > words.most()) {
        remarks.add(missing(point, text));
      }
    } else if (rule instanceof Rule.Avoids avoids) {
      phrases(avoids.phrases(), text).forEach(phrase -> avoided(point, phrase, text, remarks));
    }
  }

  private static void avoided(
      CheckPoint point, String phrase, ReviewedText text, List<Remark> remarks) {
    for (ReviewedText.Chapter chapter : text.chapters()) {
      ReviewedText.line(chapter, Phrase.beginning(phrase))
          .ifPresent(
              quote ->
                  remarks.add(
                      new Remark(
                          point.id(),
                          point.severity(),
                          chapter.id(),
                          quote,
                          point.text().in(text.language()))));
    }
  }

  private static Remark missing(CheckPoint point, ReviewedText text) {
    return new Remark(
        point.id(),
        point.severity(),
        "",
        "",
        text.language().choose("Falta: ", "Missing: ") + point.text().in(text.language()));
  }

  private static List<String> phrases(Phrases phrases, ReviewedText text) {
    return text.language().choose(phrases.es(), phrases.en());
  }
}
