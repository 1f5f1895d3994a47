package io.blatam.bul.api;

import java.util.List;

/**
 * What a document will consist of.
 *
 * @param open whether it can still be changed: the job waits for that
 */
public record OutlineView(String title, String area, boolean open, List<Section> sections) {

  /**
   * @param purpose what the reader should take from it
   * @param words length to aim for where a model writes it
   * @param narrative whether a model writes it; the others are computed
   */
  public record Section(String id, String title, String purpose, int words, boolean narrative) {}
}
