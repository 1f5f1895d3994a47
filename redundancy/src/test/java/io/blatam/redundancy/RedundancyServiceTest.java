package io.blatam.redundancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedundancyServiceTest {

  @TempDir Path directory;

  /** The real model: a translation lies nearer than another subject. */
  @Test
  void start_similarityAcrossLanguages() {
    try (ScratchPlatform scratch = ScratchPlatform.start(directory)) {
      RedundancyService service = new RedundancyService();
      HttpCaller caller =
          new HttpCaller(
              scratch.serve(service.name(), service.start(scratch.platform())),
              scratch.token("acme", Scopes.ANALYSIS));
      String spanish = "La cafetería abrirá en Bogotá el próximo año.";
      double translated = cosine(caller, spanish, "The coffee shop will open in Bogotá next year.");
      double unrelated = cosine(caller, spanish, "Employees accrue fifteen days of paid leave.");
      assertThat(translated).isGreaterThan(unrelated);
    }
  }

  private static double cosine(HttpCaller caller, String a, String b) {
    var answer =
        caller.post(
            "/api/v1/redundancy/similarity", "{\"a\": \"" + a + "\", \"b\": \"" + b + "\"}");
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().at("/meaning/cosine").asDouble();
  }
}
