package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.blatam.kvcache.api.CacheKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/**
 * Keys of the namespaces {@code redis-0} to {@code redis-15}. Redis clients say bytes, which are
 * kept one a character; everybody else says and is shown the text that these bytes are in UTF-8, so
 * that both mean the same entry by {@code año}. Bytes that are no UTF-8 are shown one a character.
 */
public final class DatabaseKeys {

  private static final Pattern DATABASE = Pattern.compile("redis-(\\d|1[0-5])");

  private DatabaseKeys() {}

  /** As it is kept. */
  public static String kept(String namespace, String text) {
    return ofBytes(namespace) ? new String(text.getBytes(UTF_8), ISO_8859_1) : text;
  }

  /** As it is shown. */
  public static String shown(String namespace, String kept) {
    if (!ofBytes(namespace) || ascii(kept)) {
      return kept;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(kept.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException e) {
      return kept;
    }
  }

  /** How long the key is, in bytes. */
  public static int bytes(CacheKey key) {
    return ofBytes(key.namespace()) ? key.key().length() : key.key().getBytes(UTF_8).length;
  }

  static boolean ascii(String text) {
    return text.chars().allMatch(each -> each < 0x80);
  }

  private static boolean ofBytes(String namespace) {
    return namespace.startsWith("redis-") && DATABASE.matcher(namespace).matches();
  }
}
