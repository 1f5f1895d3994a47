package io.blatam.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefFileTest {

  @TempDir Path folder;

  @Test
  void read_words_becomeTheText() {
    assertThat(BriefFile.read("Plan de negocio para una cafetería").path("text").asText())
        .isEqualTo("Plan de negocio para una cafetería");
  }

  @Test
  void read_yaml_keepsItsShape() throws IOException {
    Path file =
        write(
            "document_type: business-plan\nbusiness_plan:\n  loan: {amount: 50000000, annual_rate: 14.5}\n");
    var brief = BriefFile.read(file.toString());
    assertThat(brief.path("document_type").asText()).isEqualTo("business-plan");
    assertThat(brief.at("/business_plan/loan/annual_rate").decimalValue())
        .isEqualByComparingTo("14.5");
  }

  @Test
  void read_missingFile_namesIt() {
    assertThatThrownBy(() -> BriefFile.read(folder.resolve("no.yaml").toString()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no.yaml can not be read");
  }

  @Test
  void read_brokenYaml_saysWhere() throws IOException {
    Path file = write("company: [Aroma\nlanguage: es\n");
    assertThatThrownBy(() -> BriefFile.read(file.toString()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not YAML")
        .hasMessageContaining("line 2");
  }

  @Test
  void read_repeatedField_isRefused() throws IOException {
    Path file = write("language: es\nlanguage: en\n");
    assertThatThrownBy(() -> BriefFile.read(file.toString()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("language");
  }

  @Test
  void read_listInsteadOfFields_saysHowToWriteThem() throws IOException {
    Path file = write("- a\n- b\n");
    assertThatThrownBy(() -> BriefFile.read(file.toString()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("holds no fields");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("brief.yaml"), yaml);
  }
}
