/**
 * How values are kept: deduplicated by content, quantized where a namespace asks for it, compressed
 * where it pays, behind a header that says what was done. Plain Java on byte arrays; nothing here
 * knows segments, actors or time.
 *
 * <p>{@link io.blatam.kvcache.codec.ValueCodec} does it all, and {@link
 * io.blatam.kvcache.codec.NamespaceCodecs} says how for each namespace. {@code Frame} is the
 * header. A {@link io.blatam.kvcache.codec.Quantizer} keeps numbers as small codes; its inner loops
 * are {@code Kernels}, plain or in SIMD. {@link io.blatam.kvcache.codec.ContentStore} keeps equal
 * contents once.
 */
package io.blatam.kvcache.codec;
