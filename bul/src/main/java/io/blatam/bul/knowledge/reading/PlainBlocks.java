package io.blatam.bul.knowledge.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Plain text: paragraphs between blank lines. */
final class PlainBlocks {

  /**
   * What Windows programs in Western Europe and the Americas write when they do not write UTF-8.
   */
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private PlainBlocks() {}

  /** The paragraphs of a text; a form feed begins a new page. */
  public static List<Block> of(String text) {
    List<Block> blocks = new java.util.ArrayList<>();
    String[] pages = text.split("\f");
    for (int page = 0; page < pages.length; page++) {
      int number = pages.length == 1 ? 0 : page + 1;
      Arrays.stream(pages[page].split("\\R[ \\t]*\\R"))
          .map(Spaces::tidy)
          .filter(paragraph -> !paragraph.isEmpty())
          .forEach(paragraph -> blocks.add(Block.paragraph(number, paragraph)));
    }
    return blocks;
  }

  /**
   * Decodes UTF-8, UTF-16 with its mark, or else the Western European code page.
   *
   * @throws Unreadable when it is no text
   */
  static String decode(byte[] bytes) {
    if (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0xFE, 0xFF)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    String text = utf8(bytes);
    long unseen = text.chars().limit(100_000).filter(PlainBlocks::control).count();
    if (unseen * 200 > Math.min(100_000, text.length())) {
      throw new Unreadable(
          "The file is not a text but something binary; upload PDF, DOCX, XLSX, TXT, MD or HTML.");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException other) {
      return new String(bytes, WESTERN);
    }
  }

  private static boolean control(int c) {
    return (c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || c == 0xFFFD;
  }

  private static boolean starts(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
