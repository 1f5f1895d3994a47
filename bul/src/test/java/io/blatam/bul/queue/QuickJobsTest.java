package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Sink;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Progress;
import io.blatam.bul.brief.Brief;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are over long before the next heartbeat, as those are that the cache answers. */
class QuickJobsTest {

  private static final Principal ANA = new Principal("ana", "acme", Set.of("documents"));

  @Test
  void jobs_shorterThanAHeartbeat_makeRoomForOthersAtOnce(@TempDir Path directory) {
    try (ScratchPlatform platform =
        ScratchPlatform.start(
            directory, "blatam.bul.queue { jobs = 2, heartbeat = 30s, lease = 120s }")) {
      QueuedDocuments documents =
          QueuedDocuments.start(platform.platform(), new SteeredProduction());
      DocumentRequest request =
          new DocumentRequest(Brief.ofText("Plan de negocio"), List.of(ExportFormat.PDF), 3);
      List<String> jobs =
          IntStream.range(0, 10)
              .mapToObj(any -> Await.result(documents.submit(ANA, request, Optional.empty(), "")))
              .map(submission -> submission.job().id())
              .toList();

      for (String job : jobs) {
        assertThat(
                Await.result(
                    documents
                        .progress("acme", job, 0)
                        .map(Progress::event)
                        .runWith(Sink.last(), platform.platform().system())))
            .isEqualTo("done");
      }
    }
  }
}
