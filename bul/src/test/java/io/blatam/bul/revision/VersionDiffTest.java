package io.blatam.bul.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.locale.Language;
import io.blatam.bul.revision.VersionDiff.Change;
import io.blatam.bul.revision.WordDiff.Kind;
import io.blatam.bul.revision.WordDiff.Piece;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionDiffTest {

  @Property(tries = 300)
  void pieces_joined_areEitherText(@ForAll("texts") String before, @ForAll("texts") String after) {
    List<Piece> pieces = WordDiff.between(before, after);

    assertThat(joined(pieces, Kind.INSERT)).isEqualTo(before);
    assertThat(joined(pieces, Kind.DELETE)).isEqualTo(after);
    assertThat(pieces).noneMatch(piece -> piece.text().isEmpty());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("el precio", "sube", "850,00 €", "\n", "| a | 1.234 |", " ", ".", "más")
        .list()
        .ofMaxSize(25)
        .map(words -> String.join(" ", words));
  }

  private static String joined(List<Piece> pieces, Kind without) {
    return pieces.stream()
        .filter(piece -> piece.kind() != without)
        .map(Piece::text)
        .collect(Collectors.joining());
  }

  @Test
  void sections_addedRemovedMovedRenamedAndChanged_areTold() {
    VersionDiff diff =
        VersionDiff.between(
            text(
                1,
                "a:Uno:El plazo es de 24 meses.",
                "b:Dos:Igual.",
                "c:Tres:Va.",
                "d:Cuatro:Sale."),
            text(
                2,
                "c:Tres:Va.",
                "a:Uno:El plazo es de 12 meses.",
                "b:Segundo:Igual.",
                "e:Cinco:Nuevo."));

    assertThat(diff.sections())
        .extracting(VersionDiff.Section::id)
        .containsExactly("c", "d", "a", "b", "e");
    assertThat(section(diff, "a").change()).isEqualTo(Change.CHANGED);
    assertThat(section(diff, "a").text())
        .contains(new Piece(Kind.DELETE, "24"), new Piece(Kind.INSERT, "12"));
    assertThat(section(diff, "b").renamed()).contains(new VersionDiff.Renamed("Dos", "Segundo"));
    assertThat(section(diff, "c").moved()).isTrue();
    assertThat(section(diff, "d").change()).isEqualTo(Change.REMOVED);
    assertThat(section(diff, "e").change()).isEqualTo(Change.ADDED);
    assertThat(diff.totals()).isEqualTo(new VersionDiff.Totals(1, 1, 1, 2, 2, 2));
  }

  @Test
  void html_ofHostileText_hasNoMarkupOfItsOwn() {
    String page =
        DiffText.html(
            VersionDiff.between(
                text(1, "a:Uno:Hola."), text(2, "a:<script>:<img src=x onerror=alert(1)>.")),
            Language.EN);

    assertThat(page).doesNotContain("<script>", "<img").contains("&lt;img");
  }

  @Test
  void markdown_isInTheLanguageOfItsReader() {
    VersionDiff diff =
        VersionDiff.between(
            text(1, "a:Uno:Hola a todos."), text(2, "a:Primero:Hola.", "b:Dos:Aquí."));

    assertThat(DiffText.markdown(diff, Language.ES))
        .startsWith("# Versión 1 → 2\n\nApartados: 1 cambiados, 1 añadidos, 0 quitados, 0 movidos.")
        .contains("## Primero (cambiado, antes «Uno»)", "## Dos (añadido)");
    assertThat(DiffText.markdown(diff, Language.EN))
        .startsWith("# Version 1 → 2\n\nSections: 1 changed, 1 added, 0 removed, 0 moved.")
        .contains("## Primero (changed, was “Uno”)", "## Dos (added)");
  }

  private static VersionDiff.Section section(VersionDiff diff, String id) {
    return diff.sections().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static VersionText text(int version, String... sections) {
    return new VersionText(
        version,
        "Plan",
        "",
        List.of(sections).stream()
            .map(section -> section.split(":", 3))
            .map(part -> new VersionText.Section(part[0], part[1], true, "", part[2]))
            .toList());
  }
}
