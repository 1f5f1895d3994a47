package io.blatam.bul.template.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

  static final SandboxLimits LIMITS =
      new SandboxLimits(200_000, 1_000_000, 100_000, Duration.ofSeconds(2));
  static final Readers SPAIN = new Readers(Language.ES, Currency.of("EUR"), Country.find("ES"));

  private static final Map<String, Object> DATA =
      Map.of(
          "client",
          Map.of("name", "Orbis *S.L.*", "city", "Sevilla"),
          "date",
          "2026-11-26",
          "items",
          List.of(
              Map.of(
                  "name",
                  "Instalación",
                  "price",
                  new BigDecimal("1250.5"),
                  "units",
                  BigDecimal.valueOf(2)),
              Map.of("name", "Garantía", "price", new BigDecimal("99"), "units", BigDecimal.ONE)),
          "secret",
          "s");

  private static Sandbox.Compiled compiled(String template) {
    return new Sandbox(LIMITS, System::nanoTime).compile(template, Escaping.MARKDOWN, SPAIN);
  }

  private static String rendered(String template) {
    return compiled(template).render(DATA);
  }

  @Test
  void template_good_saysItInTheReadersWay() {
    assertThat(
            rendered(
                """
                # Oferta para {{ client.name }}
                {% for item in items %}
                | {{ loop.number }} | {{ item.name | upper }} | {{ (item.price * item.units) | money }} |
                {% endfor %}
                {{ items | sum("price") | money }}, {{ date | date }}{% if client.city == "Sevilla" %}, sur{% endif %}
                {{ nothing | default("–") }} {{ 1..3 | join("-") }} {{ 12.5 | percent }} {{ 5 | money("USD") }}
                """))
        .contains(
            "# Oferta para Orbis \\*S.L.\\*",
            "| 1 | INSTALACIÓN | 2.501,00\u00a0€ |",
            "| 2 | GARANTÍA | 99,00\u00a0€ |",
            "1.349,50\u00a0€, 26 de noviembre de 2026, sur",
            "– 1-2-3 12,5\u00a0% US$5,00");
  }

  @Test
  void fields_areReadOffTheTemplate() {
    assertThat(
            compiled(
                    "{{ client.name }} {% for i in items %}{{ i.price | money }}{% endfor %}{% if"
                        + " urgent %}{{ note | default('') }}{% endif %}{{ items | sum('total')"
                        + " }}{{ day | date }}{{ amount * 2 }}")
                .fields())
        .containsExactlyInAnyOrder(
            new Field("client.name", Field.Type.TEXT, true),
            new Field("items", Field.Type.LIST, true),
            new Field("items[].price", Field.Type.NUMBER, true),
            new Field("items[].total", Field.Type.NUMBER, true),
            new Field("urgent", Field.Type.BOOLEAN, false),
            new Field("note", Field.Type.TEXT, false),
            new Field("day", Field.Type.DATE, true),
            new Field("amount", Field.Type.NUMBER, true));
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
        Arguments.of("class", "\n{{ client.class }}", 2),
        Arguments.of("getClass()", "\n{{ client.getClass() }}", 2),
        Arguments.of("class of a text", "{{ secret.class.forName('java.lang.Runtime') }}", 1),
        Arguments.of("bytes of a text", "{{ secret.bytes }}", 1),
        Arguments.of("method of a number", "{{ (1).intValue() }}", 1),
        Arguments.of("class loader", "{{ items.class.classLoader }}", 1),
        Arguments.of("the template itself", "{{ template.engine }}", 1),
        Arguments.of("the locale", "{{ locale.class }}", 1),
        Arguments.of("the scope", "{{ _context.class }}", 1),
        Arguments.of("beans", "{{ beans.dataSource }}", 1),
        Arguments.of("include", "\n\n{% include \"/etc/passwd\" %}", 3),
        Arguments.of("import", "{% import \"/etc/passwd\" %}", 1),
        Arguments.of("from", "{% from \"x\" import y %}", 1),
        Arguments.of("extends", "{% extends \"../application.conf\" %}", 1),
        Arguments.of("embed", "{% embed \"x\" %}{% endembed %}", 1),
        Arguments.of("block", "{% block a %}{% endblock %}", 1),
        Arguments.of("cache", "{% cache 'k' %}{% endcache %}", 1),
        Arguments.of("parallel", "{% parallel %}{% endparallel %}", 1),
        Arguments.of("autoescape", "{% autoescape false %}{% endautoescape %}", 1),
        Arguments.of("raw", "{{ client.name | raw }}", 1),
        Arguments.of("bundle", "{{ i18n('messages', 'a') }}", 1),
        Arguments.of("great range", "\n{% for i in 1..1000000000 %}x{% endfor %}", 2),
        Arguments.of("range function", "{% for i in range(1, 1000000000) %}x{% endfor %}", 1),
        Arguments.of(
            "nested ranges",
            "{% for a in 1..1000 %}{% for b in 1..1000 %}{% for c in 1..1000 %}{% endfor %}{%"
                + " endfor %}{% endfor %}",
            1),
        Arguments.of(
            "nested lists",
            "{% for a in [1,2,3,4,5,6,7,8,9,0] %}".repeat(9) + "{% endfor %}".repeat(9),
            1),
        Arguments.of("output", "{% for a in 1..1000 %}" + "x".repeat(5_000) + "{% endfor %}", 0),
        Arguments.of("doubling", "{% set a = 'xx' %}{% set a = a ~ a %}", 1),
        Arguments.of("macro", "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", 1),
        Arguments.of("regex", "{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!' matches '(a+)+$' }}", 1),
        Arguments.of("split", "{{ 'aaaaaaaaaaaaaaaaaaaaaa!' | split('(a+)+$') }}", 1),
        Arguments.of("replace", "{{ 'a' | replace({'a': 'aa'}) | replace({'a': 'aa'}) }}", 1),
        Arguments.of("format", "{{ '%1000000000d' | format(1) }}", 1),
        Arguments.of("parentheses", "{{ " + "(".repeat(400) + "1" + ")".repeat(400), 1),
        Arguments.of("long tag", "\n{{ " + "1 ~ ".repeat(400) + "1 }}", 2),
        Arguments.of(
            "deep nesting", "{% if secret == 's' %}".repeat(200) + "{% endif %}".repeat(200), 1),
        Arguments.of("not closed", "a\n{% for i in items %}", 2),
        Arguments.of("no tag", "a\n{% whatever %}", 2),
        Arguments.of("no filter", "a\n{{ secret | whatever }}", 2),
        Arguments.of("half a tag", "a\n{{ client.name", 2),
        Arguments.of("unknown field", "a\n\n{{ klient }}", 3),
        Arguments.of("unknown part", "a\n\n{{ client.nombre }}", 3),
        Arguments.of("text as number", "{{ secret | money }}", 1),
        Arguments.of("loop over a text", "{% for c in secret %}{% endfor %}", 1),
        Arguments.of("division by zero", "{{ 1 / 0 }}", 0),
        Arguments.of("text times text", "{{ secret * secret }}", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  @Timeout(10)
  void template_hostileOrWrong_isAnErrorWithItsLine(String what, String template, int line) {
    assertThatExceptionOfType(TemplateError.class)
        .isThrownBy(() -> rendered(template))
        .satisfies(
            error -> {
              assertThat(error.detail()).isNotBlank().doesNotContain("java.", "io.pebble");
              if (line > 0) {
                assertThat(error.line()).as(error.getMessage()).isEqualTo(line);
              }
            });
  }

  /** What could never be data is refused when the template comes in, not when it is used. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ client.getClass }}",
        "{{ client.getClass() }}",
        "{{ client.class.classLoader }}",
        "{{ (1).intValue() }}",
        "{{ client['class'] }}",
        "{% for i in items %}{{ i.name.hashCode }}{% endfor %}",
        "{% if client.name.isEmpty() %}a{% endif %}",
        "{{ client.name | default(secret.toString()) }}",
        "{{ items | sum(client.getClass) }}",
        "{{ 1..client.wait }}",
        "{{ [client.notify] | join('-') }}",
        "{{ client.name ~ secret.getClass().forName('java.lang.Runtime') }}"
      })
  void compile_whatIsNoData_isRefusedWithItsLine(String template) {
    assertThatExceptionOfType(TemplateError.class)
        .isThrownBy(() -> compiled("a\n\n" + template))
        .satisfies(error -> assertThat(error.line()).isEqualTo(3));
  }

  @Test
  @Timeout(20)
  void time_isLimitedWhateverTheStepsAre() {
    Sandbox slow =
        new Sandbox(
            new SandboxLimits(200_000, 1_000_000, Long.MAX_VALUE, Duration.ofMillis(200)),
            System::nanoTime);

    assertThatExceptionOfType(TemplateError.class)
        .isThrownBy(
            () ->
                slow.compile(
                        "{% for a in 1..1000 %}{% for b in 1..1000 %}{% for c in 1..1000 %}{%"
                            + " endfor %}{% endfor %}{% endfor %}",
                        Escaping.MARKDOWN, SPAIN)
                    .render(Map.of()))
        .withMessageContaining("too long");
  }

  @Test
  void value_inWord_isText() {
    assertThat(
            new Sandbox(LIMITS, System::nanoTime)
                .compile("<w:t>{{ a }}</w:t>", Escaping.WORD, SPAIN)
                .render(Map.of("a", "<w:p/> & \u0001\ndos")))
        .isEqualTo("<w:t>&lt;w:p/&gt; &amp; </w:t><w:br/><w:t xml:space=\"preserve\">dos</w:t>");
  }
}
