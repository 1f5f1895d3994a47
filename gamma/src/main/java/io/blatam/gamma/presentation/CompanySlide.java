package io.blatam.gamma.presentation;

import io.blatam.bul.api.CompanyCard;
import io.blatam.gamma.presentation.DeckSlide.Computed;
import java.util.ArrayList;
import java.util.List;

/** What a deck tells of the company: the slide that introduces it, and where it is reached. */
record CompanySlide(DeckContent content, CompanyCard company) {

  /** What a deck of this kind tells of the company. */
  List<String> about() {
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

  DeckSlide slide(Wording words) {
    var text = content.company().orElseThrow();
    StringBuilder list = new StringBuilder();
    about().forEach(sentence -> list.append("- ").append(sentence).append('\n'));
    return new DeckSlide(
        "company", text.title(), new Computed(list.toString(), words.plain(text.notes())));
  }

  /** For the closing slide; empty where the deck does not tell it, or nothing is known. */
  String contact() {
    return content.tells("contact") && !company.contact().isEmpty()
        ? "\n\n" + MarkdownText.inline(String.join(" · ", company.contact()))
        : "";
  }
}
