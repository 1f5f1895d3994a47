package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ModelClausesTest {

  private static final DocumentComposer COMPOSER = new DocumentComposer();
  private static final LocalDate DATE = LocalDate.of(2026, 11, 23);

  @Test
  void policyOnRemoteWork_withoutRules_startsFromClausesOnIt() {
    DocumentPlan plan =
        COMPOSER.plan(
            Brief.ofText("HR policy on remote work for a 20-person software company in Austin"),
            DATE);

    assertThat(COMPOSER.compose(plan, "rules").markdown())
        .contains("general model")
        .contains("**3.1.** Working remotely is voluntary")
        .contains("core hours")
        .contains("**3.6.**");
    assertThat(COMPOSER.compose(plan, "duties").markdown())
        .contains("**4.3.** Record working time")
        .contains("**4.4.** Provide and maintain");
  }

  @Test
  void policyWithItsOwnRules_keepsThemAndNoOthers() {
    DocumentPlan plan =
        COMPOSER.plan(
            BriefFormat.json(
                "{\"document_type\":\"hr-policy\",\"language\":\"es\",\"hr_policy\":{\"subject\":\"teletrabajo\","
                    + "\"rules\":[\"Los martes son presenciales\"]}}"),
            DATE);

    assertThat(COMPOSER.compose(plan, "rules").markdown())
        .contains("**3.1.** Los martes son presenciales.")
        .doesNotContain("**3.2.**", "modelo general");
  }
}
