package io.blatam.bul.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeFileTest {
  private static final String HEAD =
      "names: {es: Recibo, en: Receipt}\narea: finance\nfields:\n  - name: payer\n    kind: text\n"
          + "    label: {es: Pagador, en: Payer}\n";

  @Test
  void read_whatIsDeclared() {
    TypeDefinition type = read(HEAD + "    blank: true\n");

    assertThat(type.id()).isEqualTo("receipt");
    assertThat(type.fields()).extracting(Field::name).containsExactly("payer");
    assertThat(type.figures().name()).isEqualTo("none");
    assertThat(type.cover()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          names: {es: A}\\narea: finance                      | receipt/type.yaml:1: names: "en" is missing here
          names: {es: A, en: B}\\narea: cooking               | receipt/type.yaml:2: area: use one of content, finance
          names: {es: A, en: B}\\narea: finance\\ncolour: red  | receipt/type.yaml:3: colour: there is no such key
          names: {es: A, en: B}\\n\\narea: [                   | receipt/type.yaml:
          $    default: {es: x}                               | receipt/type.yaml:7: fields[0].default: payer: give a text
          $    max: 3\\n    min: 4                             | receipt/type.yaml:8: fields[0].min: it is more than max
          $    required: true\\n    blank: true                | receipt/type.yaml:4: fields[0]: a required field
          $    choices: {a: {es: A, en: A}}                   | receipt/type.yaml:7: fields[0].choices: only a choice
          $    text: {said: everything}                       | receipt/type.yaml:7: fields[0].text.said: use one of client
          $    text: {patterns: ["("]}                        | receipt/type.yaml:7: fields[0].text.patterns[0]: this is no regular expression
          $  - {name: payer, kind: date, label: {es: a, en: b}} | receipt/type.yaml:7: fields[1].name: it is given twice
          $  - {name: law, kind: date, label: {es: a, en: b}}   | receipt/type.yaml:7: fields[1].name: templates know something else
          $  - {name: rows, kind: table, label: {es: a, en: b}} | receipt/type.yaml:7: fields[1]: "columns" is missing here
          $title: {es: "{who}", en: x}                        | receipt/type.yaml:7: title: there is no field "who"
          $example: {es: {payer: [1]}, en: {}}                | receipt/type.yaml:7: example.es: es.payer: give a text
          """)
  void read_wrong_namesFileLineAndField(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replaceFirst("^\\$", HEAD).replace("\\n", "\n")))
        .hasMessageStartingWith(message);
  }

  @Test
  void read_defaultByCountry_needsOneForTheOthers() {
    assertThatThrownBy(() -> read(HEAD + "    default: {by_country: {ES: x}}\n"))
        .hasMessageContaining(":7: fields[0].default: it gives no value");
  }

  private static TypeDefinition read(String yaml) {
    TypeFiles files =
        new TypeFiles() {
          @Override
          public Optional<String> find(String path) {
            return Optional.of(yaml);
          }

          @Override
          public String name(String path) {
            return path;
          }
        };
    return TypeFile.read("receipt", files, Set.of("finance", "content"));
  }
}
