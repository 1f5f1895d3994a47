package io.blatam.bul.document;

/**
 * What a model is asked for one section.
 *
 * @param system role, rules and language
 * @param user facts and figures as data, the brief's words as delimited untrusted data, the draft
 * @param maxTokens room for the answer
 */
public record SectionPrompt(String system, String user, int maxTokens) {}
