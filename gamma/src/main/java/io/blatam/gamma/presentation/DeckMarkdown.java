package io.blatam.gamma.presentation;

import io.blatam.bul.api.CompanyCard;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.presentation.DeckSlide.Computed;
import io.blatam.gamma.presentation.DeckSlide.Written;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Writes a planned deck down as Markdown: front matter, slides, charts, notes. */
final class DeckMarkdown {

  private static final String BREAK = "\n---\n\n";

  private DeckMarkdown() {}

  static String of(
      PresentationRequest request,
      CompanyCard company,
      DeckPlan plan,
      List<DeckSlide> slides,
      Authorship authorship,
      LocalDate date) {
    StringBuilder deck = new StringBuilder("---\n");
    String title = MarkdownText.plain(request.title());
    field(deck, "title", title);
    field(deck, "subtitle", plan.subtitle());
    request.company().ifPresent(name -> field(deck, "company", MarkdownText.plain(name)));
    request.author().ifPresent(author -> field(deck, "author", MarkdownText.plain(author)));
    field(deck, "language", plan.language().code());
    field(deck, "date", date.toString());
    field(deck, "document_type", plan.kind().id());
    field(deck, "kind", "deck");
    field(deck, "generator", authorship.generator());
    field(deck, "disclaimer", authorship.smallPrint(plan.language()));
    company.colour().ifPresent(colour -> field(deck, "theme", colour));
    company.logo().ifPresent(picture -> field(deck, "logo", picture));
    deck.append("---\n# ").append(MarkdownText.inline(request.title())).append("\n\n");
    notes(deck, plan.openingNotes());
    for (DeckSlide slide : slides) {
      deck.append(BREAK).append("# ").append(slide.title()).append("\n\n");
      if (slide.body() instanceof Written written) {
        written.points().forEach(point -> deck.append("- ").append(point).append('\n'));
        deck.append('\n');
        notes(deck, written.notes());
      } else if (slide.body() instanceof Computed computed) {
        deck.append(computed.markdown().stripTrailing()).append("\n\n");
        notes(deck, computed.notes());
      }
    }
    return deck.toString();
  }

  private static void notes(StringBuilder deck, String notes) {
    if (!notes.isBlank()) {
      deck.append("```notes\n").append(notes).append("\n```\n");
    }
  }

  /** A JSON string is a YAML string too, with every quote and colon in it harmless. */
  private static void field(StringBuilder deck, String name, String value) {
    String quoted = new String(Json.write(value), StandardCharsets.UTF_8);
    deck.append(name).append(": ").append(quoted).append('\n');
  }
}
