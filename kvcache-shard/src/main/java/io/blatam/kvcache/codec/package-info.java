/**
 * How values are kept: deduplicated by content, quantized where a namespace asks for it, compressed
 * where it pays, behind a header that says what was done. Plain Java on byte arrays; nothing here
 * knows segments, actors or time.
 */
package io.blatam.kvcache.codec;
