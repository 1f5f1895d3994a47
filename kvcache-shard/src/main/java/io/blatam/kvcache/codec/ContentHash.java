package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 of a content, in 32 bytes rather than in an array and its header. */
public record ContentHash(long first, long second, long third, long fourth) {

  public static ContentHash of(byte[] content) {
    ByteBuffer digest = ByteBuffer.wrap(DigestUtils.getSha256Digest().digest(content));
    return new ContentHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
  }

  /** The hash is uniform: any part of it is as good a hash code as all of it. */
  @Override
  public int hashCode() {
    return (int) first;
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(first)
        + hex.toHexDigits(second)
        + hex.toHexDigits(third)
        + hex.toHexDigits(fourth);
  }
}
