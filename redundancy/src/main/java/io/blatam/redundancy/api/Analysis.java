package io.blatam.redundancy.api;

import java.util.List;
import java.util.Optional;

/**
 * What one text is like.
 *
 * @param language detected, or as the caller said (then with confidence 1)
 * @param words in the prose, figures included; tables, code and front matter are left out
 * @param readability empty for a language without a formula here, or a text without words
 * @param repeated longest first
 * @param repeatedShare share of words that say again what was said before, 0 to 1
 * @param keywords best first
 */
public record Analysis(
    DetectedLanguage language,
    int words,
    Optional<Readability> readability,
    List<RepeatedPassage> repeated,
    double repeatedShare,
    List<Keyword> keywords) {}
