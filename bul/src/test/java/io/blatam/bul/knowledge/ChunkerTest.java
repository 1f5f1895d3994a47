package io.blatam.bul.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.knowledge.reading.Block;
import io.blatam.bul.locale.Language;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunkerTest {

  @Test
  void chunks_ofShortSections_standUnderTheirHeadings() {
    String long1 = sentence("mercado", 40);
    String long2 = sentence("precio", 40);
    List<Chunk> chunks =
        Chunker.chunks(
            List.of(
                Block.heading(1, 1, "Estudio"),
                Block.heading(1, 2, "Mercado"),
                Block.paragraph(1, long1),
                Block.heading(1, 2, "Precios"),
                Block.paragraph(1, long2)));

    assertThat(chunks)
        .containsExactly(
            new Chunk(0, 1, "Estudio › Mercado", Language.ES, long1),
            new Chunk(1, 1, "Estudio › Precios", Language.ES, long2));
  }

  @Test
  void chunks_endWithTheirPage() {
    assertThat(
            Chunker.chunks(
                List.of(Block.paragraph(1, "Uno de la mesa."), Block.paragraph(2, "Dos."))))
        .extracting(Chunk::page)
        .containsExactly(1, 2);
  }

  @Test
  void paragraph_tooLong_isCutBetweenSentencesAndOverlaps() {
    String text =
        String.join(" ", IntStream.range(0, 30).mapToObj(n -> sentence("frase" + n, 20)).toList());
    List<Chunk> chunks = Chunker.chunks(List.of(Block.paragraph(0, text)));

    assertThat(chunks).hasSizeGreaterThan(2);
    assertThat(chunks).allMatch(chunk -> chunk.text().endsWith("."));
    for (int i = 1; i < chunks.size(); i++) {
      String first = Chunker.sentencesOf(chunks.get(i).text()).get(0);
      assertThat(chunks.get(i - 1).text()).contains(first);
    }
  }

  @Property(tries = 200)
  void chunks_loseNothingAndStaySmall(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 700) Integer> lengths) {
    List<Block> blocks =
        IntStream.range(0, lengths.size())
            .mapToObj(
                n ->
                    lengths.get(n) % 7 == 0
                        ? Block.heading(n / 3, 1 + n % 3, "título " + n)
                        : Block.paragraph(
                            n / 3,
                            String.join(
                                " ",
                                IntStream.range(0, lengths.get(n))
                                    .mapToObj(w -> "p" + n + "w" + w + (w % 17 == 16 ? "." : ""))
                                    .toList())))
            .toList();
    List<Chunk> chunks = Chunker.chunks(blocks);
    String all = " " + String.join(" ", chunks.stream().map(Chunk::text).toList()) + " ";

    for (Block block : blocks) {
      if (!block.isHeading()) {
        for (String word : block.text().split(" ")) {
          assertThat(all).contains(" " + word + " ");
        }
      }
    }
    assertThat(chunks).allMatch(chunk -> Chunker.words(chunk.text()) <= 2 * Chunker.WORDS);
  }

  private static String sentence(String word, int words) {
    return "La empresa de " + (word + " ").repeat(words - 3).strip() + ".";
  }
}
