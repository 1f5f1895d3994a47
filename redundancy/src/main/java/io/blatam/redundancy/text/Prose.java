package io.blatam.redundancy.text;

import io.blatam.redundancy.api.Span;
import java.util.List;

/**
 * The running text of a Markdown source: paragraphs, headings and list items, without front matter,
 * tables, code and HTML, which follow from a template or a calculation and say nothing about how a
 * text is written.
 *
 * @param source the whole Markdown text
 * @param blocks in order, each with at least one run
 */
public record Prose(String source, List<Block> blocks) {

  /**
   * One paragraph, heading or list item.
   *
   * @param runs the stretches of source that hold its text, markup left out, in order
   * @param stretch grows by one wherever something was left out before this block
   */
  public record Block(List<Span> runs, int stretch) {

    public Span extent() {
      return new Span(runs.get(0).start(), runs.get(runs.size() - 1).end());
    }
  }
}
