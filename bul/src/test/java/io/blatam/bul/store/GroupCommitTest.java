package io.blatam.bul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.platform.database.Database;
import io.blatam.platform.testkit.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

  private static final int MOST = 3;

  /** Sizes of the transactions that were tried, in order. */
  private final ConcurrentLinkedQueue<Integer> tried = new ConcurrentLinkedQueue<>();

  private final CountDownLatch gate = new CountDownLatch(1);

  private GroupCommit<Integer, String> commits(Database database) {
    return new GroupCommit<>(
        database,
        MOST,
        (connection, items) -> {
          await();
          tried.add(items.size());
          if (items.contains(-1)) {
            throw new IllegalStateException("refused");
          }
          return items.stream().map(item -> "wrote " + item).toList();
        });
  }

  private void await() {
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<CompletableFuture<String>> write(
      GroupCommit<Integer, String> commits, int... items) {
    List<CompletableFuture<String>> outcomes = new ArrayList<>();
    for (int item : items) {
      outcomes.add(commits.write(item).toCompletableFuture());
    }
    return outcomes;
  }

  @Test
  void write_whileOneIsOnItsWay_goesTogetherIntoTheNext(@TempDir Path directory) {
    try (Database database = Engine.H2.open(directory)) {
      var outcomes = write(commits(database), 1, 2, 3, 4, 5);
      gate.countDown();

      assertThat(outcomes)
          .extracting(CompletableFuture::join)
          .containsExactly("wrote 1", "wrote 2", "wrote 3", "wrote 4", "wrote 5");
      assertThat(tried).containsExactly(1, MOST, 1);
    }
  }

  @Test
  void write_oneOfThemRefused_doesNotTakeTheOthersWithIt(@TempDir Path directory) {
    try (Database database = Engine.H2.open(directory)) {
      var outcomes = write(commits(database), 1, 2, -1, 4, 5);
      gate.countDown();

      assertThat(outcomes.get(1).join()).isEqualTo("wrote 2");
      assertThatThrownBy(outcomes.get(2)::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("refused");
      assertThat(outcomes.get(3).join()).isEqualTo("wrote 4");
      assertThat(outcomes.get(4).join()).isEqualTo("wrote 5");
      assertThat(tried).containsExactly(1, MOST, 1, 1, 1, 1);
    }
  }
}
