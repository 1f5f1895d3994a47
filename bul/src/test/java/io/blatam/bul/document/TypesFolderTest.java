package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type that a company adds without code. */
class TypesFolderTest {
  @TempDir private Path folder;

  @AfterEach
  void forgetTheFolder() {
    DocumentTypes.shippedOnly();
  }

  @Test
  void addFrom_aFolder_isADocumentTypeLikeTheOthers() throws IOException {
    write("Recibí de {{ payer }} la cantidad de {{ amount }}, el {{ day }}.");
    List<DocumentType> added = DocumentTypes.addFrom(folder);
    TypeTrial.run(added);

    DocumentComposer composer = new DocumentComposer();
    DocumentPlan plan =
        composer.plan(
            BriefFormat.json(
                "{\"language\":\"es\",\"currency\":\"EUR\",\"company\":{\"country\":\"ES\"},"
                    + "\"receipt\":{\"amount\":1250.5,\"day\":\"2027-01-15\"}}"),
            LocalDate.of(2026, 11, 23));

    assertThat(added).extracting(DocumentType::id).containsExactly("receipt");
    assertThat(composer.compose(plan, "body").markdown())
        .isEqualTo(
            "Recibí de "
                + "\\_".repeat(Shown.LINE.length())
                + " la cantidad de 1.250,50\u00a0€, el 15 de enero de 2027.");
  }

  @Test
  void run_aTemplateThatNamesWhatThereIsNot_saysFileAndLine() throws IOException {
    write("Uno.\n\n{{ payed }}");
    List<DocumentType> added = DocumentTypes.addFrom(folder);

    assertThatThrownBy(() -> TypeTrial.run(added))
        .hasMessageContaining("payed")
        .hasMessageContaining("receipt/es/body.md:3");
  }

  @Test
  void addFrom_theNameOfAShippedType_isRefused() throws IOException {
    write("x");
    Files.move(folder.resolve("receipt"), folder.resolve("nda"));

    assertThatThrownBy(() -> DocumentTypes.addFrom(folder))
        .hasMessageContaining("there is a document type \"nda\" already");
    assertThat(DocumentTypes.all()).extracting(DocumentType::id).doesNotContain("receipt");
  }

  @Test
  void addFrom_noFolder_isRefused() {
    assertThatThrownBy(() -> DocumentTypes.addFrom(folder.resolve("none")))
        .hasMessageContaining("there is no folder");
  }

  private void write(String body) throws IOException {
    Path type = Files.createDirectories(folder.resolve("receipt"));
    Files.writeString(
        type.resolve("type.yaml"),
        """
        names: {es: Recibo, en: Receipt}
        area: finance
        cover: false
        fields:
          - {name: payer, kind: text, blank: true, label: {es: Pagador, en: Payer}}
          - {name: amount, kind: amount, default: 100, label: {es: Importe, en: Amount}}
          - {name: day, kind: date, default: today, label: {es: Fecha, en: Date}}
        """);
    Files.writeString(
        type.resolve("outline.yaml"),
        "- {id: body, title: {es: Recibo, en: Receipt}, purpose: {es: acusar recibo, en:"
            + " acknowledge}}\n");
    for (String language : List.of("es", "en")) {
      Files.writeString(Files.createDirectories(type.resolve(language)).resolve("body.md"), body);
    }
  }
}
