package io.blatam.kvcache.engine.policy;

import java.util.function.LongConsumer;

/** The experts that the adaptive policy listens to. */
enum ExpertKind {
  LRU,
  S3_FIFO,
  W_TINY_LFU,
  GDSF,
  GITTINS;

  /**
   * @param capacity in bytes
   * @param evicted told of every key that the expert gives up
   */
  Expert create(long capacity, LongConsumer evicted) {
    return switch (this) {
      case LRU -> new LruExpert(capacity, evicted);
      case S3_FIFO -> new S3FifoExpert(capacity, evicted);
      case W_TINY_LFU -> new TinyLfuExpert(capacity, evicted);
      case GDSF -> new GdsfExpert(capacity, evicted);
      case GITTINS -> new GittinsExpert(capacity, evicted);
    };
  }
}
