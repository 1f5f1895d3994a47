package io.blatam.bul.revision;

import io.blatam.bul.queue.RevisedJobs;
import io.blatam.bul.queue.RevisedJobs.Stored;
import io.blatam.bul.store.RenderingTable;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What jobs leave in the artifact store, and taking it away. */
final class Remains {

  private final RevisedJobs jobs;
  private final ArtifactStore artifacts;
  private final RenderingTable renderings;

  Remains(RevisedJobs jobs, ArtifactStore artifacts, RenderingTable renderings) {
    this.jobs = jobs;
    this.artifacts = artifacts;
    this.renderings = renderings;
  }

  CompletionStage<List<Stored>> of(List<String> jobIds) {
    CompletionStage<List<Stored>> all = CompletableFuture.completedStage(new ArrayList<>());
    for (String job : jobIds) {
      all =
          all.thenCombine(
              jobs.stored(job),
              (list, stored) -> {
                list.add(stored);
                return list;
              });
    }
    return all;
  }

  /** Each took one reference, and gives it back; the bytes go with the last. */
  CompletionStage<Void> remove(String tenant, List<Stored> all) {
    CompletionStage<Void> gone = CompletableFuture.completedStage(null);
    for (Stored stored : all) {
      for (ArtifactId text : stored.texts()) {
        gone = gone.thenCompose(before -> artifacts.delete(tenant, text));
      }
      if (stored.manuscript().isPresent()) {
        ArtifactId manuscript = stored.manuscript().get();
        gone =
            gone.thenCompose(before -> artifacts.delete(tenant, manuscript))
                .thenCompose(before -> files(tenant, manuscript));
      }
    }
    return gone;
  }

  /** Files are made once for a text, so they stay while another document has the same. */
  private CompletionStage<Void> files(String tenant, ArtifactId manuscript) {
    return artifacts
        .find(tenant, manuscript)
        .thenCompose(
            there ->
                there.isPresent()
                    ? CompletableFuture.completedStage(List.<ArtifactId>of())
                    : renderings.forget(tenant, manuscript))
        .thenCompose(
            files -> {
              CompletionStage<Void> gone = CompletableFuture.completedStage(null);
              for (ArtifactId file : files) {
                gone = gone.thenCompose(before -> artifacts.delete(tenant, file));
              }
              return gone;
            });
  }
}
