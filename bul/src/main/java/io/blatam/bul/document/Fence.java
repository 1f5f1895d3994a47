package io.blatam.bul.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Text from outside on its way into a prompt, between marks that it can not contain: they are made
 * of a hash of the text itself, so a text that closes its own block would have to hold a part of
 * its own SHA-256 (128 bits). Equal texts have equal marks, and so equal prompts still share a
 * cache entry, which a random mark would not let them.
 */
final class Fence {

  private static final int MARK_BYTES = 16;

  private final String mark;

  private Fence(String mark) {
    this.mark = mark;
  }

  /** For all texts of one prompt together. */
  static Fence around(List<String> texts) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return new Fence(HexFormat.of().formatHex(digest.digest(), 0, MARK_BYTES));
  }

  String mark() {
    return mark;
  }

  /** With each line quoted, for what is only to be read. */
  String quoted(String name, String text) {
    return verbatim(name, text.lines().map(line -> "> " + line).collect(Collectors.joining("\n")));
  }

  /** As it is, for what is to be worked on. */
  String verbatim(String name, String text) {
    return "<%s %s>\n%s\n</%s %s>".formatted(name, mark, text, name, mark);
  }
}
