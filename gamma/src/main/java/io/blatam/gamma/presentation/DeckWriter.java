package io.blatam.gamma.presentation;

import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.CompanyCard;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.presentation.DeckSlide.Written;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Inference;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Has the slides of a plan written, each through the cached path to a model. */
public final class DeckWriter {

  /** Slides of one deck that are with the model at the same time. */
  private static final int TOGETHER = 4;

  /**
   * A finished deck.
   *
   * @param slides the title slide included
   * @param generator who wrote the text, as the deck's properties name it
   */
  public record Deck(String markdown, String title, int slides, String generator) {}

  private record WrittenSlide(DeckSlide slide, Optional<String> author) {}

  private final Inference inference;
  private final Materializer materializer;

  public DeckWriter(Inference inference, Materializer materializer) {
    this.inference = inference;
    this.materializer = materializer;
  }

  /**
   * @param company whose deck it is: its name, tone, colour, logo and facts, where the request does
   *     not say otherwise
   * @param date printed on the title slide
   */
  public CompletionStage<Deck> write(
      String tenant, PresentationRequest asked, CompanyCard company, LocalDate date) {
    PresentationRequest request = asked.by(company.name(), company.tone());
    DeckPlan plan = DeckPlan.of(request, company);
    return Source.from(plan.slides())
        .mapAsync(TOGETHER, slide -> write(tenant, request, plan, slide))
        .runWith(Sink.seq(), materializer)
        .thenApply(written -> assemble(request, company, plan, written, authorship(written), date));
  }

  private CompletionStage<WrittenSlide> write(
      String tenant, PresentationRequest request, DeckPlan plan, DeckSlide slide) {
    if (!(slide.body() instanceof Written text)) {
      return CompletableFuture.completedStage(new WrittenSlide(slide, Optional.empty()));
    }
    return inference
        .complete(SlidePrompt.of(tenant, request, plan, slide, text))
        .thenApply(generation -> accept(request, slide, text, generation));
  }

  private static WrittenSlide accept(
      PresentationRequest request, DeckSlide slide, Written text, Generation generation) {
    String allowed =
        request.topic()
            + "\n"
            + request.audience().orElse("")
            + "\n"
            + String.join("\n", request.keyPoints().orElse(List.of()))
            + "\n"
            + text.asText();
    return SlideAnswer.read(generation.text(), allowed, text.notes())
        .map(answer -> new WrittenSlide(slide.with(answer), Optional.of(generation.model())))
        .orElseGet(() -> new WrittenSlide(slide, Optional.empty()));
  }

  private Authorship authorship(List<WrittenSlide> written) {
    String authors =
        written.stream()
            .flatMap(slide -> slide.author().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return authors.isEmpty()
        ? new Authorship("template", false)
        : new Authorship(authors, !inference.templatesAnswer());
  }

  private static Deck assemble(
      PresentationRequest request,
      CompanyCard company,
      DeckPlan plan,
      List<WrittenSlide> written,
      Authorship authorship,
      LocalDate date) {
    List<DeckSlide> slides = written.stream().map(WrittenSlide::slide).toList();
    return new Deck(
        DeckMarkdown.of(request, company, plan, slides, authorship, date),
        MarkdownText.plain(request.title()),
        slides.size() + 1,
        authorship.generator());
  }
}
