package io.blatam.kvcache.engine.policy;

import java.util.function.IntConsumer;

/**
 * A replacement algorithm over the {@link Records} of one cache. Whoever owns the records says what
 * happens to them and asks which goes; the same code serves the whole cache and a sample of its
 * keys.
 */
interface Expert {

  /** Held from now on; what is known of it is in its record. */
  void enter(int record);

  /** Asked for again; its record says so already. */
  void use(int record);

  /** Not to be named as a victim any more. */
  void leave(int record);

  /**
   * The next to go.
   *
   * @param spared not this one; {@link Records#NONE} if any may go
   * @return {@link Records#NONE} if there is no other
   */
  int victim(int spared);

  /** The cache holds so many bytes from now on. */
  default void resize(long capacity) {}

  /** Whether a heavy arrival with this past would stay if it were held. */
  boolean admits(int info);

  /** Every record that it may name, about in the order in which they would go. */
  void forEach(IntConsumer action);
}
