package io.blatam.bul.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A CSV file as text. Spreadsheets save it as UTF-8 with or without a byte order mark, or in the
 * code page of Windows; what is not valid UTF-8 is the latter.
 *
 * @param delimiter what stands between two cells: the one of {@code , ; TAB} that the header has
 *     most of
 */
record CsvText(String text, char delimiter) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\ufeff';

  static CsvText of(byte[] bytes) {
    String text = decoded(bytes);
    String plain = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    return new CsvText(plain, delimiter(plain));
  }

  /** Whether numbers may have a decimal comma: where the comma does not separate cells. */
  boolean decimalComma() {
    return delimiter != ',';
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, WINDOWS);
    }
  }

  private static char delimiter(String text) {
    int comma = 0;
    int semicolon = 0;
    int tab = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r') && i > 0) {
        break;
      } else if (!quoted) {
        comma += c == ',' ? 1 : 0;
        semicolon += c == ';' ? 1 : 0;
        tab += c == '\t' ? 1 : 0;
      }
    }
    if (semicolon > comma && semicolon >= tab) {
      return ';';
    }
    return tab > comma ? '\t' : ',';
  }
}
