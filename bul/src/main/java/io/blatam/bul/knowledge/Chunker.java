package io.blatam.bul.knowledge;

import io.blatam.bul.brief.FreeText;
import io.blatam.bul.knowledge.reading.Block;
import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Cuts a text into passages of about 200 words along its headings, pages and paragraphs; a longer
 * paragraph is cut between sentences, and then the last sentences are said again at the beginning
 * of the next passage, so that what stands across a cut is found as well. Pure.
 */
final class Chunker {

  static final int WORDS = 200;
  private static final int OVERLAP = 40;
  private static final int HEADING_LENGTH = 300;

  /** Less than this under a heading joins what follows. */
  private static final int TOO_LITTLE = 25;

  private final List<Chunk> chunks = new ArrayList<>();
  private final Deque<Block> headings = new ArrayDeque<>();
  private final List<String> sentences = new ArrayList<>();
  private int words;
  private int fresh;
  private int page;
  private String heading = "";

  private Chunker() {}

  /** The passages of a text, in its order. */
  public static List<Chunk> chunks(List<Block> blocks) {
    Chunker chunker = new Chunker();
    blocks.forEach(chunker::take);
    chunker.cut(false);
    return chunker.chunks;
  }

  private void take(Block block) {
    if (block.page() != page || (block.isHeading() && words >= TOO_LITTLE)) {
      cut(false);
    }
    page = block.page();
    if (block.isHeading()) {
      while (!headings.isEmpty() && headings.peekLast().level() >= block.level()) {
        headings.removeLast();
      }
      headings.addLast(block);
      if (fresh == 0) {
        heading = path();
      } else {
        add(block.text());
      }
      return;
    }
    if (fresh == 0) {
      heading = path();
    }
    sentencesOf(block.text()).forEach(this::add);
    if (words >= WORDS * 3 / 4) {
      cut(false);
    }
  }

  private void add(String sentence) {
    int length = words(sentence);
    if (fresh > 0 && words + length > WORDS) {
      cut(true);
    }
    sentences.add(sentence);
    words += length;
    fresh += length;
  }

  /**
   * @param continued whether the next passage goes on in the same paragraph
   */
  private void cut(boolean continued) {
    if (fresh > 0) {
      String text = String.join(" ", sentences).strip();
      chunks.add(new Chunk(chunks.size(), page, heading, FreeText.language(text), text));
    }
    List<String> again = continued ? overlap() : List.of();
    sentences.clear();
    sentences.addAll(again);
    words = again.stream().mapToInt(Chunker::words).sum();
    fresh = 0;
    heading = path();
  }

  private List<String> overlap() {
    int from = sentences.size();
    int said = 0;
    while (from > 0 && said + words(sentences.get(from - 1)) <= OVERLAP) {
      from--;
      said += words(sentences.get(from));
    }
    return List.copyOf(sentences.subList(from, sentences.size()));
  }

  private String path() {
    String path = headings.stream().map(Block::text).collect(Collectors.joining(" › "));
    return path.length() <= HEADING_LENGTH ? path : path.substring(0, HEADING_LENGTH);
  }

  /** Sentences, and parts of 200 words of what has no end of a sentence. */
  static List<String> sentencesOf(String text) {
    BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
    ends.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = ends.first();
    for (int to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
      String sentence = text.substring(from, to).strip();
      if (!sentence.isEmpty()) {
        sentences.addAll(words(sentence) <= WORDS ? List.of(sentence) : parts(sentence));
      }
    }
    return sentences;
  }

  private static List<String> parts(String sentence) {
    String[] all = sentence.split("\\s+");
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < all.length; from += WORDS) {
      parts.add(String.join(" ", List.of(all).subList(from, Math.min(all.length, from + WORDS))));
    }
    return parts;
  }

  static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
