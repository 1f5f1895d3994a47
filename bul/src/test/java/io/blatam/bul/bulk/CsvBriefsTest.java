package io.blatam.bul.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvBriefsTest {

  private static List<ParsedRow> read(String csv) {
    return CsvBriefs.read(CsvText.of(csv.getBytes(UTF_8)));
  }

  private static JsonNode ask(ParsedRow row) {
    assertThat(row).isInstanceOf(ParsedRow.Valid.class);
    return Json.read(((ParsedRow.Valid) row).request().json().getBytes(UTF_8), JsonNode.class);
  }

  private static ParsedRow.Invalid refusal(ParsedRow row) {
    assertThat(row).isInstanceOf(ParsedRow.Invalid.class);
    return (ParsedRow.Invalid) row;
  }

  @Test
  void read_nestedFieldsOfEveryKind() {
    JsonNode ask =
        ask(
            read("""
            document_type;language;company.name;sales_proposal.client;sales_proposal.number;sales_proposal.items[0].name;sales_proposal.items[0].quantity;sales_proposal.items[0].unit_price;sales_proposal.validity_days;objectives;formats;priority
            sales-proposal;es;Aroma;Hotel Sol;007;Café en grano;12;18,50;30;Vender más|Cobrar antes;pdf|docx;2
            """)
                .get(0));

    assertThat(ask.at("/company/name").textValue()).isEqualTo("Aroma");
    assertThat(ask.at("/sales_proposal/client").textValue()).isEqualTo("Hotel Sol");
    assertThat(ask.at("/sales_proposal/number").textValue()).isEqualTo("007");
    assertThat(ask.at("/sales_proposal/items/0/quantity").decimalValue())
        .isEqualByComparingTo("12");
    assertThat(ask.at("/sales_proposal/items/0/unit_price").decimalValue())
        .isEqualByComparingTo("18.50");
    assertThat(ask.at("/sales_proposal/validity_days").intValue()).isEqualTo(30);
    assertThat(ask.at("/objectives/1").textValue()).isEqualTo("Cobrar antes");
    assertThat(ask.at("/formats")).hasToString("[\"pdf\",\"docx\"]");
    assertThat(ask.at("/priority").intValue()).isEqualTo(2);
  }

  @Test
  void read_theExampleThatIsShipped() throws java.io.IOException {
    List<ParsedRow> rows =
        CsvBriefs.read(
            CsvText.of(
                java.nio.file.Files.readAllBytes(
                    java.nio.file.Path.of("../examples/bulk-es.csv"))));

    assertThat(rows).hasSize(5).allMatch(ParsedRow.Valid.class::isInstance);
    assertThat(ask(rows.get(1)).at("/fields/items/0/unit_price").decimalValue())
        .isEqualByComparingTo("1250000.5");
    assertThat(ask(rows.get(0)).at("/fields/items")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quotation.items[0].quantity~pronto | quotation.items[0].quantity | number",
        "quotation.items[0].quantity~1.234 | quotation.items[0].quantity | 1234 or 1,234",
        "quotation.clientt;quotation.items[0].quantity~Hotel;1 | quotation.clientt | ",
      })
  void read_badRowOfADeclaredType_namesTheColumn(String csv, String column, String why) {
    String[] parts = csv.split("~");
    ParsedRow.Invalid refusal =
        refusal(
            read("document_type;language;quotation.items[0].name;quotation.items[0].unit_price;%s\nquotation;es;A;1;%s\n"
                    .formatted(parts[0], parts[1]))
                .get(0));

    assertThat(refusal.field()).isEqualTo(column);
    assertThat(refusal.message()).contains(why == null ? "" : why);
  }

  @Test
  void read_numberOfATextField_staysText() {
    assertThat(
            ask(read("text,document_type,title\nActa de hoy,meeting-report,2026\n").get(0))
                .get("title"))
        .hasToString("\"2026\"");
  }

  @Test
  void read_noPriority_standsBehindWhatSomebodyWaitsFor() {
    assertThat(ask(read("text\nActa de la reunión del lunes\n").get(0)).get("priority").intValue())
        .isEqualTo(4);
  }

  @Test
  void read_emptyCellsAndRows_sayNothing() {
    List<ParsedRow> rows =
        read("text;title\nActa de la reunión del lunes;\n;\n\nActa del martes;Martes\n");

    assertThat(rows).extracting(ParsedRow::row).containsExactly(1, 2);
    assertThat(ask(rows.get(0)).has("title")).isFalse();
  }

  @Test
  void read_quotedCells_mayHoldDelimitersAndLineBreaks() {
    JsonNode ask = ask(read("text,title\n\"Acta: \"\"hoy\"\", y\nmañana\",Uno\n").get(0));

    assertThat(ask.get("text").textValue()).isEqualTo("Acta: \"hoy\", y\nmañana");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text;company.nmae~Acta de hoy;Aroma | company.nmae | no such field",
        "text;language~Acta de hoy;klingon | language | es",
        "text;formats~Acta de hoy;pdf:docx | formats | offered",
        "text;priority~Acta de hoy;7 | priority | 1",
        "text;document_type~Acta de hoy;novel | document_type | ",
        "document_type;sales_proposal.validity_days~sales-proposal;pronto |"
            + " sales_proposal.validity_days | number",
        "document_type;sales_proposal.items[0].quantity;sales_proposal.items[0].name;sales_proposal.items[0].unit_price~sales-proposal;1.234;A;1"
            + " | sales_proposal.items[0].quantity | 1234 or 1,234",
        "text;company;company.name~Acta de hoy;Aroma;Aroma | company.name | another column",
        "text;title~Acta de hoy;uno;dos | '' | 3 cells"
      })
  void read_badRow_namesTheColumn(String csv, String column, String why) {
    ParsedRow.Invalid refusal = refusal(read(csv.replace("~", "\n") + "\n").get(0));

    assertThat(refusal.field()).isEqualTo(column);
    assertThat(refusal.message()).contains(why == null ? "" : why);
  }

  @Test
  void read_oneBadRow_theOthersStand() {
    List<ParsedRow> rows =
        read("text,language\nActa de uno,es\nActa de dos,klingon\nActa de tres,en\n");

    assertThat(rows.get(0)).isInstanceOf(ParsedRow.Valid.class);
    assertThat(refusal(rows.get(1)).row()).isEqualTo(2);
    assertThat(rows.get(2)).isInstanceOf(ParsedRow.Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text,~a,b | no name",
        "text,text~a,b | twice",
        "Texto libre~a | no field",
        "text,a.b[x]~a,b | no field",
        "text~\"open | not CSV"
      })
  void read_badHeader(String csv, String why) {
    assertThatThrownBy(() -> read(csv.replace("~", "\n")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(why);
  }
}
