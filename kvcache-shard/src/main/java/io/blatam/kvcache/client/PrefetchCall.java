package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.prefetch.Prefetcher;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import java.time.Duration;

/** Asks a segment to bring an entry into memory that nobody waits for yet. */
final class PrefetchCall implements Call {

  private final CacheKey key;
  private final int segment;
  private final Prefetcher prefetcher;
  private final Duration timeout;
  private long id;
  private long started;

  PrefetchCall(CacheKey key, int segment, Prefetcher prefetcher, Duration timeout) {
    this.key = key;
    this.segment = segment;
    this.prefetcher = prefetcher;
    this.timeout = timeout;
  }

  @Override
  public int segment() {
    return segment;
  }

  @Override
  public long started() {
    return started;
  }

  @Override
  public void start(long id, Client client, long now) {
    this.id = id;
    this.started = now;
    client.send(segment, new Operation.Prefetch(id, key));
  }

  @Override
  public void answered(Answer answer, Client client, long now) {
    prefetcher.fetched(key, answer instanceof Answer.Done done && done.changed());
    client.finished(id);
  }

  @Override
  public void unreachable(Client client, long now) {
    cancelled(client);
  }

  @Override
  public void tick(Client client, long now) {
    if (now - started > timeout.toNanos()) {
      cancelled(client);
    }
  }

  @Override
  public void cancelled(Client client) {
    prefetcher.failed(key);
    client.finished(id);
  }
}
