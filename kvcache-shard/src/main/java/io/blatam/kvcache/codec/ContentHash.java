package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a content, in 32 bytes rather than in an array and its header. */
public record ContentHash(long first, long second, long third, long fourth) {

  public static ContentHash of(byte[] content) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(content));
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
