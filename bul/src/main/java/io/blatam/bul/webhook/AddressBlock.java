package io.blatam.bul.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses with a common prefix (CIDR, RFC 4632). A block of IPv4 contains no IPv6 address and the
 * other way round.
 *
 * @param prefix 4 or 16 bytes
 * @param bits how many of them all addresses share
 */
record AddressBlock(byte[] prefix, int bits) {

  /** A block such as {@code 10.0.0.0/8} or a single address; empty for any other text. */
  static Optional<AddressBlock> of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2 || !literal(parts[0])) {
      return Optional.empty();
    }
    try {
      byte[] prefix = InetAddress.getByName(parts[0]).getAddress();
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : prefix.length * 8;
      return bits < 0 || bits > prefix.length * 8
          ? Optional.empty()
          : Optional.of(new AddressBlock(prefix, bits));
    } catch (UnknownHostException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : (0xff << (8 - (bits - bit))) & 0xff;
      if (((bytes[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Nothing that a resolver would have to be asked about. */
  private static boolean literal(String text) {
    return text.matches("\\d{1,3}(\\.\\d{1,3}){3}") || text.contains(":");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressBlock block
        && bits == block.bits
        && Arrays.equals(prefix, block.prefix);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prefix) + bits;
  }
}
