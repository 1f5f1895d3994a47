package io.blatam.redundancy.readability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishSyllablesTest {

  /** Counts as dictionaries divide the words. */
  @ParameterizedTest
  @CsvSource({
    "the, 1",
    "make, 1",
    "makes, 1",
    "boxes, 2",
    "places, 2",
    "changes, 2",
    "table, 2",
    "tables, 2",
    "whole, 1",
    "baked, 1",
    "called, 1",
    "wanted, 2",
    "handled, 2",
    "agreed, 2",
    "management, 3",
    "statement, 2",
    "safely, 2",
    "element, 3",
    "settlement, 3",
    "agreement, 3",
    "material, 4",
    "social, 2",
    "initial, 3",
    "period, 3",
    "serious, 3",
    "action, 2",
    "million, 2",
    "experience, 4",
    "client, 2",
    "patient, 2",
    "earlier, 3",
    "video, 3",
    "annual, 3",
    "continuous, 4",
    "quality, 3",
    "influence, 3",
    "frequent, 2",
    "create, 2",
    "creature, 2",
    "doing, 2",
    "paying, 2",
    "tourism, 3",
    "business, 2",
    "company, 3",
    "investment, 3",
    "customer, 3",
    "strategy, 3",
    "marketing, 3",
    "revenue, 3",
    "profit, 2",
    "year, 1",
    "financial, 3",
    "cash, 1",
    "flow, 1",
    "analysis, 4",
    "people, 2",
    "I, 1",
    "rhythm, 2"
  })
  void of_wordAsDictionariesDivideIt(String word, int syllables) {
    assertThat(new EnglishSyllables().of(word)).isEqualTo(syllables);
  }
}
