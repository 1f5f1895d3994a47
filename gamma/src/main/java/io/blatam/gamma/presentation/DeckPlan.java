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
import java.util.List;
import java.util.Locale;

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
record DeckPlan(
    DeckKind kind,
    Language language,
    String subtitle,
    String openingNotes,
    List<DeckSlide> slides,
    String contentVersion) {

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
    private final CompanySlide company;
    private final SlideChoice chosen;
    private final Wording words;

    Planning(PresentationRequest request, CompanyCard company) {
      this.request = request;
      this.content = DeckContent.of(request.deckKind(), request.spokenLanguage());
      this.company = new CompanySlide(content, company);
      this.chosen = SlideChoice.of(content, request.slides() - 2, !this.company.about().isEmpty());
      this.words =
          new Wording()
              .text("topic", request.title())
              .text("audience", request.readers().orElse(content.audience()))
              .text("company", request.company().orElse(""))
              .text("tone", request.tone().orElse(Tone.NEUTRAL).name().toLowerCase(Locale.ROOT))
              .number("weeks", content.phases().stream().mapToInt(Phase::weeks).sum())
              .number("minutes", chosen.minutes());
    }

    DeckPlan plan() {
      List<DeckSlide> slides = new ArrayList<>();
      chosen.keys().forEach(key -> slides.add(slide(key)));
      var close = content.close();
      slides.add(
          new DeckSlide(
              "close",
              words.markdown(close.title()),
              new Computed(
                  words.markdown(close.text()) + company.contact(), words.plain(close.notes()))));
      return new DeckPlan(
          request.deckKind(),
          request.spokenLanguage(),
          words.plain(content.opening().subtitle()),
          words.plain(content.opening().notes()),
          slides,
          content.version().orElse(""));
    }

    private DeckSlide slide(String key) {
      WorkPlanSlides work = new WorkPlanSlides(content, words);
      return switch (key) {
        case "agenda" -> agenda();
        case "data" -> ChartSlide.of(request, content, words, chosen.keys());
        case "timeline" -> work.timeline();
        case "company" -> company.slide(words);
        default -> key.startsWith("phase") ? work.phase(key) : written(key);
      };
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
      return new DeckSlide(
          key,
          words.markdown(text.title()),
          new Written(
              text.points().stream().map(words::markdown).toList(), words.plain(text.notes())));
    }

    private DeckSlide agenda() {
      StringBuilder list = new StringBuilder();
      int number = 1;
      for (String key : chosen.agenda()) {
        list.append(number++).append(". ").append(slide(key).title()).append('\n');
      }
      var agenda = content.agenda();
      return new DeckSlide(
          "agenda", agenda.title(), new Computed(list.toString(), words.plain(agenda.notes())));
    }
  }
}
