package io.blatam.kvcache.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.blatam.kvcache.copies.CopyValue;
import io.blatam.kvcache.prefetch.PrefetchValue;

/**
 * What prefetching and copies were good for on this node, as its client said last. Thread-safe: one
 * thread says, any may ask.
 */
public final class ClientFigures implements Extension {

  private static final Id ID = new Id();

  private volatile PrefetchValue prefetch = PrefetchValue.ZERO;
  private volatile CopyValue copies = CopyValue.ZERO;

  private ClientFigures() {}

  public static ClientFigures of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  public void prefetched(PrefetchValue value) {
    prefetch = value;
  }

  public void copied(CopyValue value) {
    copies = value;
  }

  public PrefetchValue prefetch() {
    return prefetch;
  }

  public CopyValue copies() {
    return copies;
  }

  private static final class Id extends ExtensionId<ClientFigures> {
    @Override
    public ClientFigures createExtension(ActorSystem<?> system) {
      return new ClientFigures();
    }
  }
}
