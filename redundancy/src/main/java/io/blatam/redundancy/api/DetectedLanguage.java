package io.blatam.redundancy.api;

/**
 * What a text seems to be written in.
 *
 * @param language {@link Language#UNDETERMINED} where the evidence is too thin to say
 * @param confidence the probability that the likeliest language is the right one, given that it is
 *     one of the four; 0 for a text without letters; given also when too low to name the language
 */
public record DetectedLanguage(Language language, double confidence) {}
