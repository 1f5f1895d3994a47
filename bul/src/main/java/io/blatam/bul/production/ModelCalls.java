package io.blatam.bul.production;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What models are asked for the jobs of this node, so that a job that is cancelled takes its calls
 * along: an answer that nobody reads costs as much as one that is read. Thread-safe.
 */
final class ModelCalls {

  private final Map<String, Set<Section>> underWay = new ConcurrentHashMap<>();

  /** The calls for one section, one after the other. */
  final class Section {

    private final String jobId;
    private final AtomicReference<CompletableFuture<?>> call =
        new AtomicReference<>(CompletableFuture.completedFuture(null));
    private volatile boolean abandoned;

    private Section(String jobId) {
      this.jobId = jobId;
    }

    /** Asks, unless nobody wants to know any more. */
    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> model) {
      if (abandoned) {
        return CompletableFuture.failedFuture(gone());
      }
      CompletableFuture<T> answer = model.get().toCompletableFuture();
      call.set(answer);
      if (abandoned) {
        answer.cancel(true);
      }
      return answer;
    }

    private void abandon() {
      abandoned = true;
      call.get().cancel(true);
    }

    /** No further call follows. */
    void end() {
      underWay.computeIfPresent(
          jobId,
          (id, sections) -> {
            sections.remove(this);
            return sections.isEmpty() ? null : sections;
          });
    }
  }

  Section begin(String jobId) {
    Section section = new Section(jobId);
    underWay.compute(
        jobId,
        (id, known) -> {
          Set<Section> sections = known == null ? ConcurrentHashMap.newKeySet() : known;
          sections.add(section);
          return sections;
        });
    return section;
  }

  /** Cancels what is under way for a job. */
  void abandon(String jobId) {
    underWay.getOrDefault(jobId, Set.of()).forEach(Section::abandon);
  }

  private static CancellationException gone() {
    return new CancellationException("nobody waits for this section any more");
  }
}
