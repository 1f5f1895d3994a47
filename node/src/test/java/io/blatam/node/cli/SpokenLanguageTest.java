package io.blatam.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.node.client.Job;
import io.blatam.platform.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verbs say in the language of the terminal's locale. */
class SpokenLanguageTest {

  @TempDir private Path home;

  private String said(String locale, String verb) {
    var out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Map<String, String> environment =
        Map.of(
            "BLATAM_HOME", home.toString(),
            "BLATAM_DATA_DIR", home.resolve("data").toString(),
            "LC_ALL", locale);
    Cli.run(new Context(Terminal.of(stream, stream), environment), verb);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void statusAndStop_whereNothingRuns_areInTheLanguageOfTheLocale() {
    assertThat(said("es_CO.UTF-8", "status"))
        .isEqualTo("La plataforma no está en marcha; iníciela con ./blatam start\n");
    assertThat(said("es_CO.UTF-8", "stop")).isEqualTo("La plataforma no está en marcha.\n");
    assertThat(said("de_DE.UTF-8", "stop")).isEqualTo("The platform does not run.\n");
  }

  @Test
  void outlineThatWaits_isToldWithTheWayToSettleIt() throws IOException {
    JsonNode sections =
        Json.mapper()
            .readTree(
                """
                [{"id":"summary","title":"Resumen"},{"id":"market","title":"Mercado"}]\
                """);
    assertThat(
            OutlineNotice.text(
                sections,
                "http://127.0.0.1:8000",
                "/api/v1/bul/documents/j/outline",
                Speech.SPANISH))
        .isEqualTo(
            """
            El esquema espera a que alguien lo apruebe; antes no se redacta nada:
              1. Resumen
              2. Mercado
            Cámbielo y apruébelo en la consola, http://127.0.0.1:8000/, o déjelo como está:
              curl -s http://127.0.0.1:8000/api/v1/bul/documents/j/outline -H "Authorization: Bearer $(./blatam token)" -H 'Content-Type: application/json' -d '{"sections":[{"id":"summary"},{"id":"market"}]}'\
            """);
    assertThat(OutlineNotice.text(sections, "", "", Speech.ENGLISH))
        .startsWith("The outline waits to be settled; nothing is written before that:\n  1. ");
  }

  @Test
  void time_ofADocument_isInTheLanguageOfTheLocale() {
    Job.Cache none = new Job.Cache(0, 6, 0);
    assertThat(GenerateCommand.time(none, 5.1, Optional.empty(), Speech.SPANISH))
        .isEqualTo("Hecho en 5,1 s.");
    Job.Cache all = new Job.Cache(6, 6, 0);
    assertThat(GenerateCommand.time(all, 0.7, Optional.of(5.1), Speech.SPANISH))
        .isEqualTo("6 de 6 apartados de la caché, 0,7 s; la primera vez fueron 5,1 s.");
    assertThat(GenerateCommand.time(all, 0.7, Optional.of(5.1), Speech.ENGLISH))
        .isEqualTo("6 of 6 sections from the cache, 0.7 s; the first run took 5.1 s.");
  }
}
