package io.blatam.kvcache.tier;

import static io.blatam.kvcache.tier.ScratchSegment.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.codec.CodecParameters;
import io.blatam.kvcache.codec.Compression;
import io.blatam.kvcache.codec.Layout;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.engine.TierTally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files of the cold tier survive. */
class ColdLogTest {

  private static final long NOW = 1_000;
  private static final String UNSEALED = ScratchSegment.TIGHT;
  private static final String SEALED = UNSEALED + "blatam.kvcache.hmac = on\n";

  /** A link for each file that this process has open. */
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir Path root;

  @Test
  void open_aRecordCutOffAtAnyByte_keepsEveryRecordBeforeIt() throws IOException {
    Path file = stopped(UNSEALED, "a", "b");
    byte[] whole = Files.readAllBytes(file);
    int first = lengthOfFirst(whole);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);
      assertThat(again.get(key("a"), NOW).isPresent()).isEqualTo(length >= first);
      assertThat(again.get(key("b"), NOW)).isEmpty();
      again.cold.close();
    }
  }

  @Test
  void open_anyBitFlipped_givesTheValueOrNothing() throws IOException {
    Path file = stopped(UNSEALED, "a", "b");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);
      for (String name : new String[] {"a", "b"}) {
        again.get(key(name), NOW).ifPresent(found -> assertThat(found).isEqualTo(value(name)));
      }
      again.cold.close();
    }
  }

  @Test
  void open_damageBeforeATombstone_doesNotBringBackWhatWasRemoved() throws IOException {
    Path file = stopped(UNSEALED, "a", "b");
    ScratchSegment scratch = new ScratchSegment(folder(), UNSEALED, 10_000);
    scratch.segment.remove(key("a"));
    scratch.cold.close();
    byte[] damaged = Files.readAllBytes(file);
    damaged[lengthOfFirst(damaged)] ^= 1;
    Files.write(file, damaged);

    ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);
    assertThat(again.get(key("a"), NOW)).isEmpty();
  }

  /** A file takes its room on the disk for as long as somebody has it open, deleted or not. */
  @Test
  void open_oneOfSeveralFilesCanNotBeOpened_leavesNoneOpen() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES), "only Linux says which files are open");
    Path file = stopped(UNSEALED, "a", "b");
    Files.createDirectory(file.resolveSibling("99999999.log"));

    new ScratchSegment(folder(), UNSEALED, 10_000);

    assertThat(openFiles()).noneMatch(open -> open.startsWith(file.getParent()));
  }

  /** The segment can do without its files; it could not come up at all. */
  @Test
  void open_aFileOfSomebodyElse_isTroubleOfTheDiskAndNoMore() throws IOException {
    Path file = stopped(UNSEALED, "a", "b");
    Files.createFile(file.resolveSibling("notes.log"));

    ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);

    assertThat(again.get(key("a"), NOW)).isEmpty();
  }

  @Test
  void get_aFlippedByteOnDiskWhileItRuns_isMissAndCounted() throws IOException {
    Path file = stopped(UNSEALED, "a");
    ScratchSegment scratch = new ScratchSegment(folder(), UNSEALED, 10_000);
    change(file, bytes -> flipped(bytes, bytes.length - 5));

    assertThat(scratch.get(key("a"), NOW)).isEmpty();
    assertThat(scratch.tally(TierTally.COLD).unreadable()).isEqualTo(1);
    assertThat(scratch.get(key("a"), NOW)).isEmpty();
    assertThat(scratch.tally(TierTally.COLD).unreadable()).isEqualTo(1);
  }

  @Test
  void get_aSealedValueForgedWithRightChecksums_isMissAndAlarm() throws IOException {
    Path file = stopped(SEALED, "a");
    ScratchSegment scratch = new ScratchSegment(folder(), SEALED, 10_000);
    SealedEntry kept = ColdRecord.read(Files.readAllBytes(file));
    StoredEntry entry = kept.entry();
    byte[] other = packed("forged");
    Files.write(file, ColdRecord.value(new SealedEntry(with(entry, other), kept.seal())));
    scratch.cold.close();

    ScratchSegment again = new ScratchSegment(folder(), SEALED, 10_000);
    assertThat(again.get(key("a"), NOW)).isEmpty();
    assertThat(again.alarms).containsExactly(key("a"));
    assertThat(again.tally(TierTally.COLD).tampered()).isEqualTo(1);
  }

  @Test
  void open_aFlippedByteInASealedValue_isMissCountedAndAlarm() throws IOException {
    Path file = stopped(SEALED, "a", "b");
    change(file, bytes -> flipped(bytes, bytes.length - 5));

    ScratchSegment again = new ScratchSegment(folder(), SEALED, 10_000);
    assertThat(again.alarms).containsExactly(key("b"));
    assertThat(again.tally(TierTally.COLD).unreadable()).isEqualTo(1);
    assertThat(again.tally(TierTally.COLD).tampered()).isEqualTo(1);
    assertThat(again.get(key("b"), NOW)).isEmpty();
    assertThat(again.get(key("a"), NOW)).isPresent();
  }

  @Test
  void open_aFlippedByteInAnUnsealedValue_isMissAndCounted() throws IOException {
    Path file = stopped(UNSEALED, "a");
    change(file, bytes -> flipped(bytes, bytes.length - 5));

    ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);
    assertThat(again.alarms).isEmpty();
    assertThat(again.tally(TierTally.COLD).unreadable()).isEqualTo(1);
  }

  @Test
  void get_theSameForgeryWithoutSeals_isWhatOnlyASealPrevents() throws IOException {
    Path file = stopped(UNSEALED, "a");
    SealedEntry kept = ColdRecord.read(Files.readAllBytes(file));
    byte[] other = packed("forged");
    Files.write(file, ColdRecord.value(new SealedEntry(with(kept.entry(), other), kept.seal())));

    ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);
    assertThat(again.get(key("a"), NOW)).isPresent();
  }

  @Test
  void get_twoSealedValuesSwapped_areMissesAndAlarms() throws IOException {
    Path file = stopped(SEALED, "a", "b");
    byte[] whole = Files.readAllBytes(file);
    int first = lengthOfFirst(whole);
    SealedEntry a = ColdRecord.read(Arrays.copyOf(whole, first));
    SealedEntry b = ColdRecord.read(Arrays.copyOfRange(whole, first, whole.length));
    byte[] one = ColdRecord.value(new SealedEntry(under(b, a.entry().key()), b.seal()));
    byte[] two = ColdRecord.value(new SealedEntry(under(a, b.entry().key()), a.seal()));
    Files.write(file, one);
    Files.write(file, two, StandardOpenOption.APPEND);

    ScratchSegment again = new ScratchSegment(folder(), SEALED, 10_000);
    assertThat(again.get(key("a"), NOW)).isEmpty();
    assertThat(again.get(key("b"), NOW)).isEmpty();
    assertThat(again.alarms).containsExactlyInAnyOrder(key("a"), key("b"));
  }

  @Test
  void get_anExpiryMadeLater_isMissAndAlarm() throws IOException {
    Path file = stopped(SEALED, "a");
    SealedEntry kept = ColdRecord.read(Files.readAllBytes(file));
    StoredEntry e = kept.entry();
    StoredEntry longer =
        new StoredEntry(
            e.key(),
            e.form(),
            e.absent(),
            e.framed(),
            e.packed(),
            e.cost(),
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    Files.write(file, ColdRecord.value(new SealedEntry(longer, kept.seal())));

    ScratchSegment again = new ScratchSegment(folder(), SEALED, 10_000);
    assertThat(again.get(key("a"), NOW)).isEmpty();
    assertThat(again.alarms).hasSize(1);
  }

  @Test
  void put_diskFull_servesFromMemoryAndStartsAgainWhenThereIsRoom() throws IOException {
    ScratchSegment scratch = new ScratchSegment(folder(), UNSEALED, 10_000);
    // The file that comes next is the device that is always full.
    Files.createSymbolicLink(LogFile.path(folder(), 1), Path.of("/dev/full"));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      byte[] noise = new byte[1_500];
      random.nextBytes(noise);
      assertThat(scratch.put(key("key-" + i), noise, NOW)).isTrue();
      assertThat(scratch.get(key("key-" + i), NOW)).hasValue(noise);
    }
    assertThat(scratch.cold.size()).isZero();
    assertThat(folder()).doesNotExist();

    scratch.checkpoint(NOW);
    assertThat(scratch.cold.size()).isPositive();
  }

  @Test
  void files_areReadableByTheirOwnerOnly() throws IOException {
    Path file = stopped(UNSEALED, "a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder().resolve("hottest"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keys_ofAnyCharacters_areToldApart() {
    ScratchSegment scratch = new ScratchSegment(folder(), UNSEALED, 10_000);
    String[] names = {"\uD800", "\uDC00", "?", "ñ", "\u4e2d", ""};
    for (String name : names) {
      scratch.put(key(name), value(name), NOW);
    }
    scratch.stop(NOW);

    ScratchSegment again = new ScratchSegment(folder(), UNSEALED, 10_000);
    for (String name : names) {
      assertThat(again.get(key(name), NOW)).hasValue(value(name));
    }
  }

  /** The one file that a segment leaves that held these keys. */
  private Path stopped(String settings, String... names) {
    ScratchSegment scratch = new ScratchSegment(folder(), settings, 10_000);
    for (int i = names.length - 1; i >= 0; i--) {
      scratch.put(key(names[i]), value(names[i]), NOW);
    }
    scratch.stop(NOW);
    return LogFile.path(folder(), 1);
  }

  private Path folder() {
    return root.resolve("segment");
  }

  private static byte[] value(String name) {
    return ("the value of " + name.codePoints().sum() + " ")
        .repeat(8)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** As the defaults keep values below memory. */
  private static byte[] packed(String text) {
    CodecParameters zstd = new CodecParameters(Compression.ZSTD, Layout.BYTES, Quantization.NONE);
    return zstd.codec(1000).encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int lengthOfFirst(byte[] whole) {
    return ColdRecord.header(whole, 0, whole.length).length();
  }

  private static StoredEntry with(StoredEntry entry, byte[] form) {
    return new StoredEntry(
        entry.key(),
        form,
        false,
        entry.framed(),
        entry.packed(),
        entry.cost(),
        entry.freshUntil(),
        entry.expiresAt());
  }

  private static StoredEntry under(SealedEntry from, CacheKey key) {
    StoredEntry e = from.entry();
    return new StoredEntry(
        key, e.form(), e.absent(), e.framed(), e.packed(), e.cost(), e.freshUntil(), e.expiresAt());
  }

  private static List<Path> openFiles() throws IOException {
    List<Path> open = new ArrayList<>();
    try (Stream<Path> links = Files.list(OPEN_FILES)) {
      for (Path link : links.toList()) {
        try {
          open.add(Files.readSymbolicLink(link));
        } catch (NoSuchFileException e) {
          // somebody else has closed it meanwhile
        }
      }
    }
    return open;
  }

  private static void change(Path file, UnaryOperator<byte[]> how) throws IOException {
    Files.write(file, how.apply(Files.readAllBytes(file)));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }
}
