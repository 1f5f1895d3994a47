package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;

/**
 * Everything settled before the first section is written. A pure function of brief and date, so it
 * need not be stored: planning again after a restart gives the same plan.
 */
public record DocumentPlan(CompleteBrief brief, FigureModel figures, Outline outline) {}
