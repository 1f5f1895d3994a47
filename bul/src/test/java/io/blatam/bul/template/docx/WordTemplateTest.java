package io.blatam.bul.template.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.bul.template.sandbox.Readers;
import io.blatam.bul.template.sandbox.Sandbox;
import io.blatam.bul.template.sandbox.SandboxLimits;
import io.blatam.bul.template.sandbox.TemplateError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

class WordTemplateTest {

  private static final Sandbox SANDBOX =
      new Sandbox(
          new SandboxLimits(4_000_000, 8_000_000, 100_000, Duration.ofSeconds(2)),
          System::nanoTime);
  private static final Readers SPAIN =
      new Readers(Language.ES, Currency.of("EUR"), Country.find("ES"));
  private static final Map<String, Object> DATA =
      Map.of(
          "client",
          Map.of("name", "Orbis & Hijos <S.L.>", "address", "Calle Real 3\nSevilla"),
          "items",
          List.of(
              Map.of("name", "Instalación", "price", new BigDecimal("1250")),
              Map.of("name", "Garantía", "price", new BigDecimal("99.5"))),
          "urgent",
          false);

  private static WordTemplate template(byte[] file) {
    return WordTemplate.compile(file, SANDBOX, SPAIN);
  }

  @Test
  void placeholder_splitIntoRuns_isFilledInTheFormatOfItsFirst() {
    byte[] file =
        new WordFiles().paragraph("Estimado ", "{{ cli", "ent.na", "me }}, ", "gracias.").bytes();

    XWPFParagraph paragraph = WordFiles.open(template(file).render(DATA)).getParagraphs().get(0);
    assertThat(paragraph.getText()).isEqualTo("Estimado Orbis & Hijos <S.L.>, gracias.");
    assertThat(paragraph.getRuns().get(1).isBold()).isTrue();
    assertThat(paragraph.getRuns().get(1).text()).isEqualTo("Orbis & Hijos <S.L.>");
  }

  @Test
  void paragraphs_areRepeatedAndLeftOut() {
    byte[] file =
        new WordFiles()
            .paragraph("Antes")
            .paragraph("{% for item in items %}")
            .paragraph("{{ loop.number }}. {{ item.name }}: {{ item.price | money }}")
            .paragraph("{% endfor %}")
            .paragraph("{% if urgent %}")
            .paragraph("Urgente")
            .paragraph("{% endif %}")
            .paragraph("{{ client.address }}")
            .bytes();

    assertThat(WordFiles.open(template(file).render(DATA)).getParagraphs())
        .extracting(XWPFParagraph::getText)
        .containsExactly(
            "Antes",
            "1. Instalación: 1.250,00\u00a0€",
            "2. Garantía: 99,50\u00a0€",
            "Calle Real 3\nSevilla");
  }

  @Test
  void rows_areRepeated_whetherTheTagsStandInThemOrAroundThem() {
    byte[] file =
        new WordFiles()
            .table(
                new String[] {"Concepto", "Precio"},
                new String[] {
                  "{% for item in items %}{{ item.name }}", "{{ item.price | money }}{% endfor %}"
                },
                new String[] {"{% for item in items %}", ""},
                new String[] {"· {{ item.name }}", ""},
                new String[] {"{% endfor %}", ""},
                new String[] {"Total", "{{ items | sum(“price”) | money }}"})
            .bytes();

    var table = WordFiles.open(template(file).render(DATA)).getTables().get(0);
    assertThat(table.getRows())
        .extracting(row -> row.getCell(0).getText() + "|" + row.getCell(1).getText())
        .containsExactly(
            "Concepto|Precio",
            "Instalación|1.250,00\u00a0€",
            "Garantía|99,50\u00a0€",
            "· Instalación|",
            "· Garantía|",
            "Total|1.349,50\u00a0€");
    assertThat(template(file).fields())
        .contains(
            new Field("items", Field.Type.LIST, true),
            new Field("items[].price", Field.Type.NUMBER, true));
  }

  @Test
  void error_saysWhereInTheFile() {
    assertError(
        new WordFiles().paragraph("a").paragraph("{{ klient }}").bytes(),
        "paragraph 2: there is no field \"klient\"");
    assertError(
        new WordFiles()
            .paragraph("a")
            .table(
                new String[] {"{% for i in items %}{{ i.name }}", "{% endfor %}"},
                new String[] {"x", "{{ client.class }}"})
            .bytes(),
        "table 1, row 2, cell 2: \"class\" can not be the name of a field");
    assertError(
        new WordFiles().paragraph("a").paragraph("b").paragraph("{% include 'x' %}").bytes(),
        "paragraph 3: Unexpected tag name \"include\"");
  }

  @Test
  void file_thatIsNoTemplate_isRefused() {
    assertError("hola".getBytes(StandardCharsets.UTF_8), "no DOCX");
    assertError(new WordFiles().paragraph("{% for i in items %}").paragraph("x").bytes(), "endfor");
  }

  private static void assertError(byte[] file, String message) {
    assertThatExceptionOfType(TemplateError.class)
        .isThrownBy(() -> template(file).render(DATA))
        .withMessageContaining(message);
  }
}
