package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.shard.Operation;
import java.util.ArrayList;
import java.util.List;

/** Keeps what calls send, and answers nothing. */
final class RecordingClient implements Call.Client {

  final List<Operation> sent = new ArrayList<>();

  @Override
  public void send(int segment, Operation operation) {
    sent.add(operation);
  }

  @Override
  public void sendLater(int segment, Operation operation) {
    sent.add(operation);
  }

  @Override
  public long unheardId() {
    return 0;
  }

  /** Nobody else of the node loads. */
  @Override
  public boolean loadBeside(CacheKey key, long id, long now) {
    return true;
  }

  @Override
  public void landedBeside(CacheKey key, long id, Loaded loaded) {}

  @Override
  public void leftBeside(CacheKey key, long id, long now) {}

  @Override
  public void finished(long id) {}
}
