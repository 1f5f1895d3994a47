package io.blatam.bul.queue;

/** What a job waits for a person to say. Names are stored: do not rename them. */
enum Hold {
  /** Whether the outline is as it should be. */
  OUTLINE,
  /** Which document is wanted. */
  QUESTION
}
