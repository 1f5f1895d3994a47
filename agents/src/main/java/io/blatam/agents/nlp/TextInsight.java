package io.blatam.agents.nlp;

import io.blatam.agents.nlp.entity.Entity;
import io.blatam.agents.nlp.summary.Summary;
import io.blatam.redundancy.api.DetectedLanguage;
import io.blatam.redundancy.api.Keyword;
import java.util.List;
import java.util.Optional;

/** What was asked of a text; a part that was not asked for is absent. */
public record TextInsight(
    DetectedLanguage language,
    Optional<List<Entity>> entities,
    Optional<List<Keyword>> keywords,
    Optional<Summary> summary) {}
