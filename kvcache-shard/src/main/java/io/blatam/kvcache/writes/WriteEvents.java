package io.blatam.kvcache.writes;

/** Told of what goes on between a namespace and its store, for metrics and the log. */
public interface WriteEvents {

  /** The store took a batch. */
  void saved(int writes);

  /** The store did not take a batch, which is tried again. */
  void retried(Throwable failure, int failures);

  /** The store failed, and whoever had asked for it was told. */
  void failed(String what, Throwable failure);

  /** Another owner had claimed the segment; acknowledged writes are lost. */
  void fenced(int lost);

  WriteEvents NONE =
      new WriteEvents() {
        @Override
        public void saved(int writes) {}

        @Override
        public void retried(Throwable failure, int failures) {}

        @Override
        public void failed(String what, Throwable failure) {}

        @Override
        public void fenced(int lost) {}
      };
}
