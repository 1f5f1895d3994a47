package io.blatam.kvcache.client;

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

    /** A number for an operation whose answer nobody waits for. */
    long unheardId();

    /** The call is over: answers to it are no longer expected. */
    void finished(long id);
  }

  int segment();

  void start(long id, Client client, long now);

  void answered(Answer answer, Client client, long now);

  /** Called a few times a second until the call is finished. */
  void tick(Client client, long now);

  /** The caller is no longer interested. */
  void cancelled(Client client);
}
