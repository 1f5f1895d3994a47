package io.blatam.inference.spend;

import akka.Done;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where it stands what was spent, for all nodes together. */
public interface SpendStore {

  /**
   * What one tenant spent at one endpoint.
   *
   * @param day on the day that was asked for, in millionths of the currency
   * @param month in its month, that day included
   */
  record Row(String tenant, String endpoint, long day, long month) {}

  CompletionStage<Done> add(Spent spent);

  CompletionStage<List<Row>> sums(LocalDate day);

  /** Of a system without a database: what was spent is known as long as the process lives. */
  static SpendStore forgetful() {
    return new SpendStore() {
      private final Sums sums = new Sums();

      @Override
      public synchronized CompletionStage<Done> add(Spent spent) {
        sums.add(spent);
        return CompletableFuture.completedStage(Done.getInstance());
      }

      @Override
      public synchronized CompletionStage<List<Row>> sums(LocalDate day) {
        return CompletableFuture.completedStage(sums.rows(day));
      }
    };
  }
}
