package io.blatam.agents.nlp;

/** What can be asked of a text. */
public enum NlpTask {
  ENTITIES,
  KEYWORDS,
  SUMMARY
}
