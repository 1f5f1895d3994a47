package io.blatam.export.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blatam.export.document.Chart;
import io.blatam.export.document.Chart.Series;
import io.blatam.export.document.Chart.Type;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartSvgTest {

  private static final Locale COLOMBIA = Locale.forLanguageTag("es-CO");
  private static final Theme THEME = Theme.named("blatam");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  @Test
  void bars_heights_areProportionalToTheirValues() throws Exception {
    Document svg = draw(bar(List.of("a", "b", "c"), List.of(100.0, 50.0, -25.0)));
    List<Element> bars = filled(svg, "rect", THEME.series(0));
    assertThat(bars).hasSize(3);
    double unit = number(bars.get(0), "height") / 100;
    assertThat(number(bars.get(1), "height")).isCloseTo(50 * unit, within(0.05));
    assertThat(number(bars.get(2), "height")).isCloseTo(25 * unit, within(0.05));
    double zero = number(bars.get(0), "y") + number(bars.get(0), "height");
    assertThat(number(bars.get(2), "y")).isCloseTo(zero, within(0.05));
  }

  @Test
  void bars_gridline_standsWhereItsLabelSays() throws Exception {
    Document svg = draw(bar(List.of("a"), List.of(80.0)));
    Element bar = filled(svg, "rect", THEME.series(0)).get(0);
    Element label =
        elements(svg, "text").stream()
            .filter(text -> text.getTextContent().equals("50"))
            .findFirst()
            .orElseThrow();
    double top = number(bar, "y");
    double zero = top + number(bar, "height");
    assertThat(number(label, "y") - 3.7).isCloseTo(zero - (zero - top) * 50 / 80, within(0.05));
  }

  @Test
  void bars_namesTooLongForColumns_lieDown() throws Exception {
    List<String> names =
        List.of(
            "Inauguración y catas con los vecinos del sector norte",
            "Redes",
            "Alianzas con universidades, empresas y oficinas cercanas al local",
            "Correo",
            "Material gráfico y señalización",
            "Ferias y eventos");
    Document svg = draw(bar(names, List.of(6.0, 5.0, 4.0, 3.0, 2.0, 1.0)));
    List<Element> bars = filled(svg, "rect", THEME.series(0));
    assertThat(bars).extracting(bar -> number(bar, "x")).containsOnly(number(bars.get(0), "x"));
    assertThat(number(bars.get(0), "width"))
        .isCloseTo(6 * number(bars.get(5), "width"), within(0.1));
    assertThat(elements(svg, "text")).noneMatch(text -> text.getTextContent().endsWith("…"));
  }

  @Test
  void line_points_areInOrderAndScaled() throws Exception {
    Chart chart =
        new Chart(
            Type.LINE,
            "t",
            "",
            List.of("a", "b", "c"),
            List.of(new Series("s", List.of(0.0, 10.0, 5.0))));
    Document svg = draw(chart);
    List<Element> dots = filled(svg, "circle", THEME.series(0));
    assertThat(dots).extracting(dot -> number(dot, "cx")).isSorted().hasSize(3);
    double low = number(dots.get(0), "cy");
    double high = number(dots.get(1), "cy");
    assertThat(number(dots.get(2), "cy")).isCloseTo((low + high) / 2, within(0.05));
  }

  @Test
  void pie_namesValuesAndSharesAreWritten() throws Exception {
    Chart chart =
        new Chart(
            Type.PIE,
            "t",
            "COP",
            List.of("Uno", "Dos"),
            List.of(new Series("s", List.of(3e6, 1e6))));
    List<String> texts =
        elements(draw(chart), "text").stream().map(Element::getTextContent).toList();
    assertThat(texts)
        .contains("Uno", "3", "75\u00A0%", "Dos", "1", "25\u00A0%", "4", "Millones de COP");
  }

  @Test
  void caption_followsLanguageAndSize() {
    assertThat(caption(4e5, "COP", "es")).isEqualTo("Miles de COP");
    assertThat(caption(4e6, "COP", "es")).isEqualTo("Millones de COP");
    assertThat(caption(4e9, "COP", "es")).isEqualTo("Millones de COP");
    assertThat(caption(4e9, "USD", "en")).isEqualTo("USD billions");
    assertThat(caption(4e6, "", "en")).isEqualTo("Millions");
    assertThat(caption(4e4, "clientes", "es")).isEqualTo("clientes");
    assertThat(caption(12, "%", "es")).isEqualTo("%");
  }

  @Test
  void labels_followTheLocale() throws Exception {
    Chart chart = bar(List.of("a"), List.of(1234.5));
    assertThat(texts(ChartSvg.draw(chart, COLOMBIA, THEME).svg())).contains("1.400", "1.235");
    assertThat(texts(ChartSvg.draw(chart, Locale.UK, THEME).svg())).contains("1,400", "1,235");
    Chart percent =
        new Chart(Type.BAR, "", "%", List.of("a"), List.of(new Series("s", List.of(12.5))));
    assertThat(texts(ChartSvg.draw(percent, COLOMBIA, THEME).svg())).contains("12,5\u00A0%");
    assertThat(texts(ChartSvg.draw(percent, Locale.UK, THEME).svg())).contains("12.5%");
  }

  @Property(tries = 300)
  void draw_anyChart_staysInsideItsPicture(@ForAll("charts") Chart chart) throws Exception {
    Document svg = draw(chart);
    double height = number(svg.getDocumentElement(), "height");
    for (Element rect : elements(svg, "rect")) {
      assertThat(number(rect, "width")).isNotNegative();
      assertThat(number(rect, "height")).isNotNegative();
      assertBetween(number(rect, "x"), 0, ChartSvg.WIDTH);
      assertBetween(number(rect, "x") + number(rect, "width"), 0, ChartSvg.WIDTH);
      assertBetween(number(rect, "y"), 0, height);
      assertBetween(number(rect, "y") + number(rect, "height"), 0, height);
    }
    for (Element path : elements(svg, "path")) {
      for (String command : path.getAttribute("d").split("(?=[MLCZ])")) {
        // A curve may bend around its handles, but never beyond where it starts and ends here.
        List<Double> numbers =
            NUMBER.matcher(command).results().map(MatchResult::group).map(Double::valueOf).toList();
        if (!numbers.isEmpty()) {
          assertBetween(numbers.get(numbers.size() - 2), 0, ChartSvg.WIDTH);
          assertBetween(numbers.get(numbers.size() - 1), 0, height);
        }
      }
    }
    for (Element text : elements(svg, "text")) {
      double width = TextWidth.of(text.getTextContent(), number(text, "font-size"));
      double start =
          number(text, "x")
              - switch (text.getAttribute("text-anchor")) {
                case "end" -> width;
                case "middle" -> width / 2;
                default -> 0;
              };
      assertBetween(start, -4, ChartSvg.WIDTH + 4);
      assertBetween(start + width, -4, ChartSvg.WIDTH + 4);
      assertBetween(number(text, "y"), 0, height);
    }
  }

  @Provide
  Arbitrary<Chart> charts() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 60);
    Arbitrary<Integer> seriesCounts = Arbitraries.integers().between(1, 12);
    Arbitrary<Integer> magnitudes = Arbitraries.integers().between(-6, 14);
    return Combinators.combine(
            Arbitraries.of(Type.values()), sizes, seriesCounts, magnitudes, Arbitraries.longs())
        .as(ChartSvgTest::random);
  }

  private static Chart random(Type type, int size, int seriesCount, int magnitude, long seed) {
    java.util.Random random = new java.util.Random(seed);
    List<String> categories = new ArrayList<>();
    for (int c = 0; c < size; c++) {
      categories.add("Ñandú ".repeat(random.nextInt(12)).strip() + c);
    }
    List<Series> series = new ArrayList<>();
    for (int s = 0; s < (type == Type.PIE ? 1 : seriesCount); s++) {
      List<Double> values = new ArrayList<>();
      for (int c = 0; c < size; c++) {
        double value =
            (random.nextDouble() - (random.nextInt(3) == 0 ? 0.5 : 0)) * Math.pow(10, magnitude);
        values.add(type == Type.PIE ? Math.abs(value) : value);
      }
      series.add(new Series("Serie con un nombre largo ".repeat(random.nextInt(4)) + s, values));
    }
    return new Chart(type, "Título", "COP", categories, series);
  }

  private static void assertBetween(double value, double low, double high) {
    assertThat(value).isBetween(low - 0.02, high + 0.02);
  }

  private static String caption(double largest, String unit, String language) {
    Chart chart =
        new Chart(Type.BAR, "", unit, List.of("a"), List.of(new Series("s", List.of(largest))));
    return ChartSvg.caption(chart, Locale.forLanguageTag(language));
  }

  private static Chart bar(List<String> categories, List<Double> values) {
    return new Chart(Type.BAR, "t", "", categories, List.of(new Series("s", values)));
  }

  private static Document draw(Chart chart) throws Exception {
    return parse(ChartSvg.draw(chart, COLOMBIA, THEME).svg());
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(String svg) throws Exception {
    return elements(parse(svg), "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> filled(Document svg, String name, String fill) {
    return elements(svg, name).stream()
        .filter(element -> element.getAttribute("fill").equals(fill))
        .toList();
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
