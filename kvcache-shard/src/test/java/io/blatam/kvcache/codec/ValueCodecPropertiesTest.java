package io.blatam.kvcache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ValueCodecPropertiesTest {

  private static final int MAX = 1 << 20;

  /** Any bytes: noise, repetition, and lengths that are no whole rows. */
  @Provide
  Arbitrary<byte[]> values() {
    Arbitrary<byte[]> short_ = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> long_ =
        Combinators.combine(
                Arbitraries.integers().between(0, 60_000),
                Arbitraries.longs(),
                Arbitraries.integers().between(1, 256))
            .as(ValueCodecPropertiesTest::noise);
    return Arbitraries.oneOf(short_, long_);
  }

  private static byte[] noise(int length, long seed, int symbols) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] value = new byte[length];
    for (int i = 0; i < length; i++) {
      value[i] = (byte) random.nextInt(symbols);
    }
    return value;
  }

  @Provide
  Arbitrary<CodecParameters> lossless() {
    return parameters(Arbitraries.just(Quantization.NONE));
  }

  @Provide
  Arbitrary<CodecParameters> any() {
    return parameters(Arbitraries.of(Quantization.class));
  }

  private static Arbitrary<CodecParameters> parameters(Arbitrary<Quantization> quantizations) {
    return Combinators.combine(
            Arbitraries.of(Compression.class),
            Arbitraries.of(Dtype.class),
            Arbitraries.integers().between(1, 130),
            quantizations)
        .as(
            (compression, dtype, channels, quantization) ->
                dtype == Dtype.BYTES
                    ? new CodecParameters(compression, Layout.BYTES, Quantization.NONE)
                    : new CodecParameters(compression, new Layout(dtype, channels), quantization));
  }

  @Property(tries = 500)
  void lossless_givesBackEveryBit(
      @ForAll("lossless") CodecParameters parameters, @ForAll("values") byte[] value) {
    ValueCodec codec = new ValueCodec(parameters, MAX);
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  @Property(tries = 300)
  void stored_isNeverLongerThanTheValueAndItsHeader(
      @ForAll("any") CodecParameters parameters, @ForAll("values") byte[] value) {
    assertThat(new ValueCodec(parameters, MAX).encode(value).length)
        .isLessThanOrEqualTo(value.length + Frame.BYTES);
  }

  @Property(tries = 300)
  void anyCodec_givesBackAValueOfTheSameLength(
      @ForAll("any") CodecParameters parameters, @ForAll("values") byte[] value) {
    ValueCodec codec = new ValueCodec(parameters, MAX);
    assertThat(codec.decode(codec.encode(value))).hasSameSizeAs(value);
  }

  @Property(tries = 300)
  void stored_isReadByACodecWithOtherParameters(
      @ForAll("any") CodecParameters writer,
      @ForAll("any") CodecParameters reader,
      @ForAll("values") byte[] value) {
    ValueCodec written = new ValueCodec(writer, MAX);
    byte[] stored = written.encode(value);
    assertThat(new ValueCodec(reader, MAX).decode(stored)).isEqualTo(written.decode(stored));
  }

  @Property(tries = 500)
  void stored_withAFlippedBitIsRefused(
      @ForAll("any") CodecParameters parameters,
      @ForAll("values") byte[] value,
      @ForAll @IntRange(min = 0) int where) {
    ValueCodec codec = new ValueCodec(parameters, MAX);
    byte[] stored = codec.encode(value);
    stored[where % stored.length] ^= (byte) (1 << where % 8);
    assertThatThrownBy(() -> codec.decode(stored)).isInstanceOf(CorruptValueException.class);
  }

  @Property(tries = 300)
  void stored_cutOffOrProlongedIsRefused(
      @ForAll("any") CodecParameters parameters,
      @ForAll("values") byte[] value,
      @ForAll @IntRange(min = 0) int where) {
    ValueCodec codec = new ValueCodec(parameters, MAX);
    byte[] stored = codec.encode(value);
    byte[] cut = Arrays.copyOf(stored, where % stored.length);
    byte[] longer = Arrays.copyOf(stored, stored.length + 1 + where % 9);
    assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(CorruptValueException.class);
    assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(CorruptValueException.class);
  }

  /** A forger can compute checksums: whatever the body says, a reader throws or returns. */
  @Property(tries = 1000)
  void stored_forgedIsRefusedOrReadWithinBounds(
      @ForAll("any") CodecParameters parameters,
      @ForAll("values") byte[] value,
      @ForAll long seed) {
    ValueCodec codec = new ValueCodec(parameters, MAX);
    byte[] stored = codec.encode(value);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      stored[random.nextInt(stored.length)] = (byte) random.nextInt();
    }
    Forgery.sealAgain(stored);
    try {
      assertThat(codec.decode(stored).length).isLessThanOrEqualTo(MAX);
    } catch (CorruptValueException e) {
      assertThat(e).hasMessageContaining("stored");
    }
  }
}
