package io.blatam.bul.knowledge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.e5smallv2q.E5SmallV2QuantizedEmbeddingModel;
import io.blatam.bul.brief.FreeText;
import io.blatam.bul.knowledge.Chunk;
import io.blatam.bul.store.ChunkTable.Embedded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What search is worth on labelled questions in two languages, eleven of which nothing answers. The
 * weights were fitted on every second one; the others, on which they were not, decide.
 */
class RelevanceTest {

  /** {@code blatam.bul.knowledge.relevance}. */
  private static final double THRESHOLD = 0.7;

  private final E5SmallV2QuantizedEmbeddingModel model =
      new E5SmallV2QuantizedEmbeddingModel(Runnable::run);
  private final TenantIndex index = new TenantIndex();

  private float[] embed(String text) {
    return model.embedAll(List.of(TextSegment.from(text))).content().get(0).vector();
  }

  @Test
  void relevance_tellsWhatFitsFromWhatDoesNot() {
    Map<String, List<Embedded>> notes = new HashMap<>();
    LabelledQuestions.passages()
        .forEach(
            (id, text) ->
                notes.put(
                    id,
                    List.of(
                        new Embedded(
                            new Chunk(0, 0, "", FreeText.language(text), text),
                            embed("passage: " + text)))));
    index.change(1, Set.of(), notes);

    int first = 0;
    int answered = 0;
    int heldFirst = 0;
    int heldAnswered = 0;
    int right = 0;
    int wrong = 0;
    int missed = 0;
    int number = 0;
    for (LabelledQuestions.Asked asked : LabelledQuestions.questions()) {
      List<Hit> hits =
          index.search(
              new Question(asked.question(), Optional.of(embed("query: " + asked.question()))), 20);
      boolean held = number++ % 2 == 1;
      if (!asked.answers().isEmpty()) {
        int good = asked.answers().contains(hits.get(0).key().noteId()) ? 1 : 0;
        answered++;
        first += good;
        heldAnswered += held ? 1 : 0;
        heldFirst += held ? good : 0;
      }
      if (held) {
        Set<String> quoted =
            hits.stream()
                .filter(hit -> hit.relevance() >= THRESHOLD)
                .map(hit -> hit.key().noteId())
                .collect(java.util.stream.Collectors.toSet());
        right += quoted.stream().filter(asked.answers()::contains).count();
        wrong += quoted.stream().filter(note -> !asked.answers().contains(note)).count();
        missed += asked.answers().stream().filter(note -> !quoted.contains(note)).count();
      }
    }
    System.out.printf(
        "first hit right: %d of %d, held-out half %d of %d; at %.1f, held-out half: %d right, %d"
            + " wrong, %d missed%n",
        first, answered, heldFirst, heldAnswered, THRESHOLD, right, wrong, missed);
    assertThat((double) first / answered).isGreaterThanOrEqualTo(0.85);
    assertThat((double) heldFirst / heldAnswered).isGreaterThanOrEqualTo(0.85);
    assertThat((double) right / (right + wrong)).isGreaterThanOrEqualTo(0.85);
    assertThat((double) right / (right + missed)).isGreaterThanOrEqualTo(0.5);
  }
}
