package io.blatam.kvcache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueCodecTest {

  private static final int MAX = 1 << 22;

  private static ValueCodec tensors(Dtype dtype, int channels, Quantization quantization) {
    return new ValueCodec(
        new CodecParameters(Compression.NONE, new Layout(dtype, channels), quantization), MAX);
  }

  private static ValueCodec bytes(Compression compression) {
    return new ValueCodec(new CodecParameters(compression, Layout.BYTES, Quantization.NONE), MAX);
  }

  @ParameterizedTest
  @EnumSource(
      value = Dtype.class,
      names = {"F32", "F16", "BF16"})
  void int8_ofGaussianChannelsWithOutliers(Dtype dtype) {
    float[] values = Tensors.floats(dtype, Tensors.bytes(dtype, Tensors.gaussian(1024, 128, 7)));
    byte[] value = Tensors.bytes(dtype, values);
    ValueCodec codec = tensors(dtype, 128, Quantization.INT8);
    byte[] stored = codec.encode(value);
    assertThat(stored.length).isLessThan(value.length * 53 / 100);
    assertThat(Tensors.relativeError(values, Tensors.floats(dtype, codec.decode(stored))))
        .isLessThanOrEqualTo(0.008);
  }

  @ParameterizedTest
  @EnumSource(
      value = Quantization.class,
      names = {"INT8", "INT4", "FP8"})
  void quantized_withNotANumberOrInfinityIsKeptLosslessly(Quantization quantization) {
    for (float odd : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 0x1.8p126f}) {
      float[] values = Tensors.gaussian(64, 64, 1);
      values[777] = odd;
      byte[] value = Tensors.bytes(Dtype.F32, values);
      ValueCodec codec = tensors(Dtype.F32, 64, quantization);
      assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }
    byte[] half = Tensors.bytes(Dtype.F16, Tensors.gaussian(64, 64, 1));
    half[201] = 0x7c;
    half[200] = 0;
    ValueCodec codec = tensors(Dtype.F16, 64, quantization);
    assertThat(codec.decode(codec.encode(half))).isEqualTo(half);
  }

  @ParameterizedTest
  @EnumSource(
      value = Quantization.class,
      names = {"INT8", "INT4", "FP8"})
  void quantized_zerosAndSubnormals(Quantization quantization) {
    float[] values = new float[64 * 64];
    values[5] = -0f;
    for (int i = 0; i < 64; i++) {
      values[i * 64 + 9] = Float.MIN_VALUE * i;
    }
    ValueCodec codec = tensors(Dtype.F32, 64, quantization);
    byte[] read = codec.decode(codec.encode(Tensors.bytes(Dtype.F32, values)));
    for (float value : Tensors.floats(Dtype.F32, read)) {
      assertThat(Math.abs(value)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Quantization.class)
  void empty_staysEmpty(Quantization quantization) {
    ValueCodec codec = tensors(Dtype.BF16, 128, quantization);
    assertThat(codec.decode(codec.encode(new byte[0]))).isEmpty();
  }

  @Test
  void quantized_ofARowThatScalesWouldMakeLongerIsKeptLosslessly() {
    byte[] value = Tensors.bytes(Dtype.F32, Tensors.gaussian(1, 384, 3));
    ValueCodec codec = tensors(Dtype.F32, 384, Quantization.INT8);
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  @Test
  void quantized_ofBytesThatAreNoWholeRowsIsKeptLosslessly() {
    byte[] value = "not a tensor".repeat(99).getBytes(StandardCharsets.UTF_8);
    ValueCodec codec = tensors(Dtype.F32, 100, Quantization.INT8);
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "LZ4"})
  void text_shrinks(Compression compression) {
    byte[] value =
        "Ventas del mes y utilidad neta, antes de impuestos. "
            .repeat(400)
            .getBytes(StandardCharsets.UTF_8);
    byte[] stored = bytes(compression).encode(value);
    assertThat(stored.length).isLessThan(value.length / 10);
    assertThat(bytes(compression).decode(stored)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "LZ4"})
  void noise_isKeptRaw(Compression compression) {
    byte[] value = new byte[100_000];
    new SplittableRandom(4).nextBytes(value);
    assertThat(bytes(compression).encode(value)).hasSize(value.length + Frame.BYTES);
  }

  @Test
  void tensor_inPlanesShrinksWhereItsBytesDoNot() {
    byte[] value = Tensors.bytes(Dtype.BF16, Tensors.gaussian(512, 128, 5));
    ValueCodec planes =
        new ValueCodec(
            new CodecParameters(Compression.ZSTD, new Layout(Dtype.BF16, 128), Quantization.NONE),
            MAX);
    assertThat(planes.encode(value).length).isLessThan(value.length * 3 / 4);
    assertThat(bytes(Compression.LZ4).encode(value)).hasSize(value.length + Frame.BYTES);
    assertThat(planes.decode(planes.encode(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "LZ4"})
  void bomb_isRefusedBeforeItIsAllocated(Compression compression) {
    byte[] stored = bytes(compression).encode(new byte[1 << 20]);
    ValueCodec careful =
        new ValueCodec(
            new CodecParameters(compression, Layout.BYTES, Quantization.NONE), (1 << 20) - 1);
    assertThatThrownBy(() -> careful.decode(stored))
        .isInstanceOf(CorruptValueException.class)
        .hasMessageContaining("at most 1048575");
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "LZ4"})
  void bomb_thatHidesItsSizeIsRefused(Compression compression) {
    byte[] stored = bytes(compression).encode(new byte[1 << 20]);
    byte[] shorter = Forgery.with(Forgery.with(stored, 8, 1 << 19), 16, 1 << 19);
    byte[] longer = Forgery.with(Forgery.with(stored, 8, 1 << 21), 16, 1 << 21);
    assertThatThrownBy(() -> bytes(compression).decode(shorter))
        .isInstanceOf(CorruptValueException.class)
        .hasMessageContaining("524288");
    assertThatThrownBy(() -> bytes(compression).decode(longer))
        .isInstanceOf(CorruptValueException.class)
        .hasMessageContaining("2097152");
  }

  @Test
  void header_ofAnotherVersionIsNamed() {
    byte[] stored = bytes(Compression.NONE).encode(new byte[10]);
    stored[4] = 2;
    assertThatThrownBy(() -> bytes(Compression.NONE).decode(stored))
        .isInstanceOf(CorruptValueException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void value_longerThanTheReaderTakesIsRefusedByTheWriter() {
    ValueCodec codec =
        new ValueCodec(new CodecParameters(Compression.LZ4, Layout.BYTES, Quantization.NONE), 100);
    assertThatThrownBy(() -> codec.encode(new byte[101]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 100");
  }
}
