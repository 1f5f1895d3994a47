package io.blatam.gamma.presentation;

import io.blatam.bul.api.CompanyCard;
import io.blatam.gamma.api.DeckKind;
import io.blatam.gamma.api.Language;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.api.Tone;
import io.blatam.gamma.presentation.DeckContent.Phase;
import io.blatam.gamma.presentation.DeckContent.SlideText;
import io.blatam.gamma.presentation.DeckSlide.Computed;
import io.blatam.gamma.presentation.DeckSlide.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The outline of a deck: which slides it has at the length asked for, in which order, and what each
 * says. Nothing in it is a fact that the caller did not give: figures are the caller's, or the
 * deck's own plan and labelled as a proposal.
 *
 * @param subtitle plain text
 * @param openingNotes what the speaker says over the title slide
 * @param slides those after the title slide
 * @param contentVersion of the embedded texts
 */
public record DeckPlan(
    DeckKind kind,
    Language language,
    String subtitle,
    String openingNotes,
    List<DeckSlide> slides,
    String contentVersion) {

  /** What a deck gains as it grows; the title slide and the closing one are always there. */
  private static final List<String> BY_IMPORTANCE =
      List.of(
          "messages",
          "data",
          "next",
          "company",
          "agenda",
          "context",
          "risks",
          "timeline",
          "focus1",
          "objective",
          "focus2",
          "metrics",
          "focus3",
          "roles",
          "questions",
          "phase1",
          "phase2",
          "phase3",
          "phase4");

  private static final List<String> IN_ORDER =
      List.of(
          "agenda",
          "company",
          "context",
          "objective",
          "messages",
          "focus1",
          "focus2",
          "focus3",
          "data",
          "timeline",
          "phase1",
          "phase2",
          "phase3",
          "phase4",
          "metrics",
          "roles",
          "risks",
          "questions",
          "next");

  private static final int MOST_AGENDA_ITEMS = 7;
  private static final int MINUTES_A_SLIDE = 2;
  private static final int MINUTES_FOR_QUESTIONS = 5;

  public DeckPlan {
    slides = List.copyOf(slides);
  }

  /**
   * The plan of a deck.
   *
   * @param company of which decks that introduce or sell tell something
   */
  public static DeckPlan of(PresentationRequest request, CompanyCard company) {
    return new Planning(request, company).plan();
  }

  /** Plans one request. */
  private static final class Planning {

    private final PresentationRequest request;
    private final DeckContent content;
    private final CompanyCard company;
    private final List<String> chosen;
    private final int weeks;
    private final int minutes;
    private final Wording words;

    Planning(PresentationRequest request, CompanyCard company) {
      this.request = request;
      this.content = DeckContent.of(request.deckKind(), request.spokenLanguage());
      this.company = company;
      this.chosen = choose(request.slides() - 2);
      this.weeks = content.phases().stream().mapToInt(Phase::weeks).sum();
      this.minutes = MINUTES_A_SLIDE * (chosen.size() + 1) + MINUTES_FOR_QUESTIONS;
      this.words =
          new Wording()
              .text("topic", request.topic().strip().replaceFirst("[.]+$", ""))
              .text("audience", request.audience().orElse(content.audience()))
              .text("company", request.company().orElse(""))
              .text("tone", request.tone().orElse(Tone.NEUTRAL).name().toLowerCase(Locale.ROOT))
              .number("weeks", weeks)
              .number("minutes", minutes);
    }

    DeckPlan plan() {
      List<DeckSlide> slides = new ArrayList<>();
      for (String key : chosen) {
        slides.add(
            switch (key) {
              case "agenda" -> agenda();
              case "data" -> data();
              case "timeline" -> timeline();
              case "company" -> company();
              default -> key.startsWith("phase") ? phase(key) : written(key);
            });
      }
      var close = content.close();
      slides.add(
          new DeckSlide(
              "close",
              words.markdown(close.title()),
              new Computed(words.markdown(close.text()) + contact(), words.plain(close.notes()))));
      return new DeckPlan(
          request.deckKind(),
          request.spokenLanguage(),
          words.plain(content.opening().subtitle()),
          words.plain(content.opening().notes()),
          slides,
          content.version().orElse(""));
    }

    private List<String> choose(int count) {
      List<String> possible =
          BY_IMPORTANCE.stream().filter(key -> !key.equals("company") || introduces()).toList();
      Set<String> kept = new HashSet<>(possible.subList(0, count));
      return IN_ORDER.stream().filter(kept::contains).toList();
    }

    private DeckSlide written(String key) {
      SlideText text = content.slides().get(key);
      List<String> own = request.keyPoints().orElse(List.of());
      if (key.equals("messages") && !own.isEmpty()) {
        return new DeckSlide(
            key,
            content.keyPoints(),
            new Written(
                own.stream().map(MarkdownText::inline).toList(), words.plain(text.notes())));
      }
      return new DeckSlide(key, words.markdown(text.title()), fill(text, words));
    }

    private static Written fill(SlideText text, Wording words) {
      return new Written(
          text.points().stream().map(words::markdown).toList(), words.plain(text.notes()));
    }

    private DeckSlide agenda() {
      List<String> candidates =
          BY_IMPORTANCE.stream()
              .filter(key -> !key.equals("agenda") && !key.startsWith("phase"))
              .filter(chosen::contains)
              .limit(MOST_AGENDA_ITEMS)
              .toList();
      StringBuilder list = new StringBuilder();
      int number = 1;
      for (String key : chosen) {
        if (candidates.contains(key)) {
          list.append(number++).append(". ").append(title(key)).append('\n');
        }
      }
      var agenda = content.agenda();
      return new DeckSlide(
          "agenda", agenda.title(), new Computed(list.toString(), words.plain(agenda.notes())));
    }

    private String title(String key) {
      return switch (key) {
        case "data" -> data().title();
        case "timeline" -> content.timeline().title();
        case "company" -> content.company().orElseThrow().title();
        default -> written(key).title();
      };
    }

    private boolean introduces() {
      return !about().isEmpty();
    }

    /** What a deck of this kind tells of the company. */
    private List<String> about() {
      List<String> said = new ArrayList<>();
      if (content.tells("portrait")) {
        company.portrait().forEach(sentence -> said.add(MarkdownText.inline(sentence)));
      }
      if (content.tells("revenue")) {
        company.revenue().ifPresent(sentence -> said.add(MarkdownText.inline(sentence)));
      }
      if (content.tells("bank_details")) {
        company
            .bankDetails()
            .ifPresent(
                account ->
                    said.add(
                        "**%s:** %s"
                            .formatted(
                                content.company().orElseThrow().account(),
                                MarkdownText.inline(account))));
      }
      return said;
    }

    private DeckSlide company() {
      var text = content.company().orElseThrow();
      StringBuilder list = new StringBuilder();
      about().forEach(sentence -> list.append("- ").append(sentence).append('\n'));
      return new DeckSlide(
          "company", text.title(), new Computed(list.toString(), words.plain(text.notes())));
    }

    private String contact() {
      return content.tells("contact") && !company.contact().isEmpty()
          ? "\n\n" + MarkdownText.inline(String.join(" · ", company.contact()))
          : "";
    }

    private DeckSlide data() {
      return ChartSlide.of(request, content, words, chosen, MINUTES_A_SLIDE, MINUTES_FOR_QUESTIONS);
    }

    private DeckSlide timeline() {
      var timeline = content.timeline();
      StringBuilder table = new StringBuilder();
      table.append("| ").append(String.join(" | ", timeline.columns())).append(" |\n");
      table.append("| --- | --- | --- | ---: |\n");
      int week = 1;
      for (Phase phase : content.phases()) {
        Wording own = words.copy().number("week", week).number("weeks", phase.weeks());
        table
            .append("| ")
            .append(phase.name())
            .append(" | ")
            .append(capitalized(phase.goal()))
            .append(" | ")
            .append(own.markdown(timeline.start()))
            .append(" | ")
            .append(own.markdown(timeline.duration()))
            .append(" |\n");
        week += phase.weeks();
      }
      table
          .append("| ")
          .append(timeline.total())
          .append(" | | | ")
          .append(words.markdown(timeline.duration()))
          .append(" |\n");
      return new DeckSlide(
          "timeline",
          timeline.title(),
          new Computed(table.toString(), words.plain(timeline.notes())));
    }

    private DeckSlide phase(String key) {
      int index = key.charAt(key.length() - 1) - '1';
      Phase phase = content.phases().get(index);
      int start = 1 + content.phases().stream().limit(index).mapToInt(Phase::weeks).sum();
      Wording own =
          words
              .copy()
              .number("number", index + 1)
              .number("start", start)
              .number("weeks", phase.weeks())
              .text("name", phase.name())
              .text("goal", phase.goal())
              .text("result", phase.result());
      Written text = fill(content.phase(), own);
      String markdown =
          String.join("\n", text.points().stream().map(point -> "- " + point).toList());
      return new DeckSlide(
          key, own.markdown(content.phase().title()), new Computed(markdown, text.notes()));
    }

    private static String capitalized(String text) {
      return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
  }
}
