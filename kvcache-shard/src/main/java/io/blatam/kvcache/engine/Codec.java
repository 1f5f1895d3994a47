package io.blatam.kvcache.engine;

/** How values are kept. Decoding gives back exactly the bytes that were encoded. */
public interface Codec {

  byte[] encode(byte[] value);

  /**
   * @throws UnreadableValueException if {@code encoded} is not what an encoder made
   */
  byte[] decode(byte[] encoded);

  /** Keeps values as they are. */
  Codec RAW =
      new Codec() {
        @Override
        public byte[] encode(byte[] value) {
          return value;
        }

        @Override
        public byte[] decode(byte[] encoded) {
          return encoded;
        }
      };
}
