package io.blatam.bul.review;

import io.blatam.bul.agent.CheckPoint.Severity;

/**
 * Something a reviewer found.
 *
 * @param code the id of the checklist's point, or of a rule that holds for every document
 * @param sectionId where; empty for the document as a whole
 * @param quote the words it is about; empty where something is missing
 * @param advice what to do, in the document's language
 */
public record Remark(
    String code, Severity severity, String sectionId, String quote, String advice) {}
