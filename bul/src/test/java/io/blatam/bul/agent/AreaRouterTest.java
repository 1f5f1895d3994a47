package io.blatam.bul.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentType;
import io.blatam.inference.embed.E5Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AreaRouterTest {

  @Test
  void route_theBriefNamesTheArea() {
    Routing routing =
        AreaRouter.byWords()
            .route(BriefFormat.json("{\"text\":\"anything\",\"business_area\":\"legal\"}"));

    assertThat(routing.area()).isEqualTo(BusinessArea.LEGAL);
    assertThat(routing.confidence()).isEqualTo(1);
  }

  @Test
  void route_saysWhichWordsMatched() {
    Routing routing =
        AreaRouter.byWords()
            .route(Brief.ofText("Política de nómina y vacaciones de los empleados"));

    assertThat(routing.area()).isEqualTo(BusinessArea.HUMAN_RESOURCES);
    assertThat(routing.reasons())
        .anySatisfy(reason -> assertThat(reason).startsWith("coincide: ").contains("nómina"));
    assertThat(routing.ranking()).hasSize(BusinessArea.values().length);
  }

  @Test
  void route_onlyTheTypeIsKnown() {
    assertThat(AreaRouter.byWords().route(Brief.ofType(DocumentType.HR_POLICY)).area())
        .isEqualTo(BusinessArea.HUMAN_RESOURCES);
    assertThat(AreaRouter.byWords().route(Brief.ofType(DocumentType.SALES_PROPOSAL)).area())
        .isEqualTo(BusinessArea.SALES);
  }

  /**
   * Held-out briefs, none of them among the agents' examples. Last measured: words 0.97, both 0.95.
   */
  @Test
  void route_heldOutBriefs() throws IOException {
    List<String[]> labelled = labelled();
    assertThat(labelled).hasSizeGreaterThanOrEqualTo(60);
    AreaRouter words = AreaRouter.byWords();
    E5Embedder embedder = new E5Embedder(32, Runnable::run);
    AreaRouter both = AreaRouter.with(embedder);

    List<String> missed = new ArrayList<>();
    double byWords = accuracy(words, labelled, new ArrayList<>());
    double fused = accuracy(both, labelled, missed);

    String measured = "words " + byWords + ", words and meaning " + fused + "; missed " + missed;
    assertThat(byWords).as(measured).isGreaterThanOrEqualTo(0.90);
    assertThat(fused).as(measured).isGreaterThanOrEqualTo(0.90);
    assertThat(both.route(Brief.ofText(labelled.get(0)[1])).reasons())
        .anySatisfy(reason -> assertThat(reason).startsWith("ejemplo más cercano: "));
  }

  private static double accuracy(AreaRouter router, List<String[]> labelled, List<String> missed) {
    int right = 0;
    for (String[] line : labelled) {
      BusinessArea area = router.route(Brief.ofText(line[1])).area();
      if (area.id().equals(line[0])) {
        right++;
      } else {
        missed.add(line[0] + "→" + area.id() + ": " + line[1]);
      }
    }
    return Math.round(1000.0 * right / labelled.size()) / 1000.0;
  }

  private static List<String[]> labelled() throws IOException {
    try (InputStream in = AreaRouterTest.class.getResourceAsStream("/bul/labelled-briefs.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .toList();
    }
  }
}
