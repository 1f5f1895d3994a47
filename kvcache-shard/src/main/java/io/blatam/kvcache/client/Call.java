package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;

/**
 * One call from start to end, driven by the client actor's one thread: every method is called
 * there. Times are {@link System#nanoTime} values.
 */
interface Call {

  /** What calls use of their client. */
  interface Client {

    void send(int segment, Operation operation);

    /** Sends again what the segment has put off, with fewer of its kind at a time. */
    void sendLater(int segment, Operation operation);

    /** A number for an operation whose answer nobody waits for. */
    long unheardId();

    /**
     * The cache can not be reached: asks to load beside it. One call a key and node does at a time;
     * the others are told what it brought.
     *
     * @return whether this call loads now
     */
    boolean loadBeside(CacheKey key, long id, long now);

    /** The load beside the cache has ended. */
    void landedBeside(CacheKey key, long id, Loaded loaded);

    /** The call does not load beside the cache, nor wait for who does, any more. */
    void leftBeside(CacheKey key, long id, long now);

    /** The call is over: answers to it are no longer expected. */
    void finished(long id);
  }

  int segment();

  /** When it was started; what it is answered was not found before. */
  long started();

  /** About how many bytes it holds until it is over, besides what it is answered. */
  default int bytes() {
    return 0;
  }

  void start(long id, Client client, long now);

  void answered(Answer answer, Client client, long now);

  /**
   * What it sent last, or would have, has not left, since its segment is known not to answer; it
   * will not leave any more.
   */
  void unreachable(Client client, long now);

  /** Called a few times a second until the call is finished. */
  void tick(Client client, long now);

  /** The caller is no longer interested. */
  void cancelled(Client client);
}
