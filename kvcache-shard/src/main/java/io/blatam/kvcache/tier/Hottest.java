package io.blatam.kvcache.tier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file that says which values of a log were in memory, hottest first: u32 magic "BKVH", u32
 * count, count × (u32 file, u32 offset whose highest bit says that it was pinned), u32 CRC-32C of
 * what is before it. It is replaced as a whole, so a process that dies while it writes leaves the
 * one before.
 */
final class Hottest {

  private static final String NAME = "hottest";
  private static final int MAGIC = 0x424b5648;
  private static final int FIXED = 12;
  private static final int SPOT = 8;

  private static final int PINNED = Integer.MIN_VALUE;

  /** Where a value stands. */
  record Spot(int file, int offset) {
    static Spot of(Place place) {
      return new Spot(place.file().number(), place.offset());
    }
  }

  /** A value that was in memory, by its key or by where it stands. */
  record Hot<T>(T what, boolean pinned) {}

  private Hottest() {}

  static void write(Path folder, List<Hot<Place>> places) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(FIXED + places.size() * SPOT);
    out.putInt(MAGIC).putInt(places.size());
    for (Hot<Place> hot : places) {
      Spot spot = Spot.of(hot.what());
      out.putInt(spot.file()).putInt(spot.offset() | (hot.pinned() ? PINNED : 0));
    }
    out.putInt(checksum(out.array(), out.position()));
    OwnerOnly.replace(folder.resolve(NAME), out.array());
  }

  /** Nothing if there is no such file, or not a whole one: then nothing is known to be hot. */
  static List<Hot<Spot>> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    List<Hot<Spot>> spots = new ArrayList<>();
    if (!Files.exists(file)) {
      return spots;
    }
    byte[] content = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(content);
    boolean whole =
        content.length >= FIXED
            && in.getInt() == MAGIC
            && in.getInt() == (content.length - FIXED) / SPOT
            && in.getInt(content.length - 4) == checksum(content, content.length - 4);
    while (whole && in.remaining() > 4) {
      int number = in.getInt();
      int offset = in.getInt();
      spots.add(new Hot<>(new Spot(number, offset & ~PINNED), (offset & PINNED) != 0));
    }
    return spots;
  }

  private static int checksum(byte[] content, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, length);
    return (int) crc.getValue();
  }
}
