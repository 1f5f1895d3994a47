/**
 * RESP itself: bytes to commands and replies to bytes, with no socket. What commands mean is in
 * {@code command}.
 */
package io.blatam.kvcache.resp.wire;
