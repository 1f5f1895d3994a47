package io.blatam.kvcache.codec;

import io.blatam.kvcache.engine.Codec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Quantizes (only if asked to), splits tensors into byte planes, compresses where it pays, and puts
 * a {@link Frame} in front. Anything that does not go as the namespace wishes is kept losslessly: a
 * value that is not whole rows, a tensor with a NaN or an infinity, one that quantizing would make
 * longer. Thread-safe.
 *
 * <p>Decoding reads whatever this class ever wrote, with whatever parameters: the header says what
 * was done. It throws {@link CorruptValueException} on everything else, and allocates nothing
 * before the header's checksum and size are known to be right.
 */
public final class ValueCodec implements Codec {

  private final CodecParameters parameters;
  private final int maxLength;
  private final Kernels kernels;

  /**
   * @param maxLength the longest value that is read or written, in bytes: the bound on what a
   *     hostile stored value can make a reader allocate
   */
  public ValueCodec(CodecParameters parameters, int maxLength) {
    this(parameters, maxLength, Kernels.best());
  }

  ValueCodec(CodecParameters parameters, int maxLength, Kernels kernels) {
    this.parameters = parameters;
    this.maxLength = maxLength;
    this.kernels = kernels;
  }

  /**
   * With which inner loops this JVM quantizes, for tables and logs: SIMD and its bits, or scalar.
   */
  public static String loops() {
    return Kernels.best().name();
  }

  @Override
  public byte[] encode(byte[] value) {
    if (value.length > maxLength) {
      throw new IllegalArgumentException(
          "a value of " + value.length + " bytes; the codec takes at most " + maxLength);
    }
    Layout layout = parameters.layout().fits(value.length) ? parameters.layout() : Layout.BYTES;
    int rows = value.length / layout.rowBytes();
    return quantized(value, layout, rows).orElseGet(() -> lossless(value, layout, rows));
  }

  private Optional<byte[]> quantized(byte[] value, Layout layout, int rows) {
    if (layout.dtype() == Dtype.BYTES) {
      return Optional.empty();
    }
    return parameters
        .quantization()
        .quantizer(kernels)
        .filter(quantizer -> quantizer.bytes(rows, layout.channels()) < value.length)
        .flatMap(quantizer -> quantized(quantizer, value, layout, rows));
  }

  private Optional<byte[]> quantized(Quantizer quantizer, byte[] value, Layout layout, int rows) {
    int length = (int) quantizer.bytes(rows, layout.channels());
    Optional<Compressor> compressor = parameters.compression().compressor();
    byte[] body =
        compressor.isPresent() ? Scratch.ofThread().body(length) : new byte[Frame.BYTES + length];
    int offset = compressor.isPresent() ? 0 : Frame.BYTES;
    if (!quantizer.quantize(value, layout.dtype(), rows, layout.channels(), body, offset)) {
      return Optional.empty();
    }
    Header header = new Header(layout, parameters.quantization(), rows, value.length);
    return Optional.of(
        compressor.isPresent()
            ? packed(compressor.get(), body, length, 1, header)
                .orElseGet(() -> plain(Arrays.copyOf(body, length), header))
            : seal(body, Compression.NONE, header));
  }

  private byte[] lossless(byte[] value, Layout layout, int rows) {
    Header header = new Header(layout, Quantization.NONE, rows, value.length);
    return parameters
        .compression()
        .compressor()
        .flatMap(
            compressor -> {
              byte[] body = value;
              if (layout.dtype() != Dtype.BYTES) {
                body = Scratch.ofThread().body(value.length);
                BytePlanes.split(value, value.length, layout.dtype().size(), body);
              }
              return packed(compressor, body, value.length, layout.dtype().size(), header);
            })
        .orElseGet(() -> plain(value, header));
  }

  private Optional<byte[]> packed(
      Compressor compressor, byte[] body, int length, int sections, Header header) {
    byte[] packed = Scratch.ofThread().packed(Sections.bound(compressor, length, sections));
    int size = Sections.pack(compressor, body, length, sections, packed, 0);
    if (size >= length) {
      return Optional.empty();
    }
    byte[] stored = new byte[Frame.BYTES + size];
    System.arraycopy(packed, 0, stored, Frame.BYTES, size);
    return Optional.of(seal(stored, parameters.compression(), header));
  }

  private static byte[] plain(byte[] body, Header header) {
    byte[] stored = new byte[Frame.BYTES + body.length];
    System.arraycopy(body, 0, stored, Frame.BYTES, body.length);
    return seal(stored, Compression.NONE, header);
  }

  /** What of the frame is known before the body is. */
  private record Header(Layout layout, Quantization quantization, int rows, int length) {}

  private static byte[] seal(byte[] stored, Compression compression, Header header) {
    new Frame(
            header.layout.dtype(),
            header.quantization,
            compression,
            header.rows,
            header.layout.channels(),
            header.length,
            stored.length - Frame.BYTES)
        .seal(stored);
    return stored;
  }

  @Override
  public byte[] decode(byte[] stored) {
    Frame frame = Frame.open(stored, maxLength);
    Optional<Quantizer> quantizer = frame.quantization().quantizer(kernels);
    long bodyLength =
        quantizer.map(q -> q.bytes(frame.rows(), frame.channels())).orElse((long) frame.length());
    // No quantized form that is longer than the value was ever written.
    if (bodyLength > frame.length()) {
      throw new CorruptValueException("a stored value's quantized form is longer than the value");
    }
    int length = (int) bodyLength;
    Optional<Compressor> compressor = frame.compression().compressor();
    if (compressor.isEmpty() && frame.body() != length) {
      throw new CorruptValueException(
          "a stored value has " + frame.body() + " bytes where " + length + " belong");
    }
    byte[] value = new byte[frame.length()];
    boolean planes = quantizer.isEmpty() && frame.dtype() != Dtype.BYTES;
    byte[] body = stored;
    int offset = Frame.BYTES;
    if (compressor.isPresent()) {
      boolean direct = quantizer.isEmpty() && !planes;
      body = direct ? value : Scratch.ofThread().body(length);
      offset = 0;
      int sections = planes ? frame.dtype().size() : 1;
      Sections.unpack(compressor.get(), stored, Frame.BYTES, frame.body(), body, length, sections);
      if (direct) {
        return value;
      }
      if (planes) {
        BytePlanes.join(body, length, frame.dtype().size(), value);
        return value;
      }
    }
    if (quantizer.isPresent()) {
      quantizer
          .get()
          .dequantize(body, offset, frame.dtype(), frame.rows(), frame.channels(), value);
    } else {
      System.arraycopy(body, offset, value, 0, length);
    }
    return value;
  }
}
