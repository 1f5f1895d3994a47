package io.blatam.export.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.FormatRenderer;
import io.blatam.export.document.Chart;
import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.FrontMatter.Kind;
import io.blatam.export.document.NotesBlock;
import io.blatam.export.document.ParsedDocument;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.markdown.MarkdownNodeRendererContext;
import org.commonmark.renderer.markdown.MarkdownNodeRendererFactory;
import org.commonmark.renderer.markdown.MarkdownWriter;

/**
 * Markdown in one style, whatever style came in: complete front matter, ATX headings, one kind of
 * list marker. Parsing it gives the same document, and rendering that gives the same text.
 */
public final class MarkdownRenderer implements FormatRenderer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final org.commonmark.renderer.markdown.MarkdownRenderer WRITER =
      org.commonmark.renderer.markdown.MarkdownRenderer.builder()
          .nodeRendererFactory(new FencedBlocks())
          .extensions(List.<Extension>of(TablesExtension.create(), StrikethroughExtension.create()))
          .build();

  @Override
  public ExportFormat format() {
    return ExportFormat.MD;
  }

  @Override
  public byte[] render(ParsedDocument document) {
    String text = frontMatter(document.frontMatter()) + "\n" + WRITER.render(document.body());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String frontMatter(FrontMatter front) {
    StringBuilder yaml = new StringBuilder("---\n");
    field(yaml, "title", front.title());
    field(yaml, "subtitle", front.subtitle());
    field(yaml, "company", front.company());
    field(yaml, "author", front.author());
    field(yaml, "language", front.locale().toLanguageTag());
    front.date().ifPresent(date -> yaml.append("date: ").append(date).append('\n'));
    field(yaml, "document_type", front.documentType());
    yaml.append("kind: ").append(front.kind() == Kind.DECK ? "deck" : "document").append('\n');
    yaml.append("cover: ").append(front.cover()).append('\n');
    yaml.append("toc: ").append(front.toc()).append('\n');
    field(yaml, "generator", front.generator());
    field(yaml, "disclaimer", front.disclaimer());
    field(yaml, "theme", front.theme());
    field(yaml, "logo", front.logo());
    return yaml.append("---\n").toString();
  }

  /** A JSON string is a YAML string too, which settles every question of quoting. */
  private static void field(StringBuilder yaml, String key, String value) {
    if (!value.isEmpty()) {
      boolean plain = value.matches("[\\p{L}][\\p{L}0-9 -]*[\\p{L}0-9]") && !isYamlWord(value);
      yaml.append(key).append(": ").append(plain ? value : json(value)).append('\n');
    }
  }

  private static boolean isYamlWord(String value) {
    return Set.of("true", "false", "yes", "no", "on", "off", "null")
        .contains(value.toLowerCase(Locale.ROOT));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text or a tree is always JSON", e);
    }
  }

  /** Writes chart and notes nodes back as the fenced blocks they came from. */
  private static final class FencedBlocks implements MarkdownNodeRendererFactory {

    @Override
    public NodeRenderer create(MarkdownNodeRendererContext context) {
      MarkdownWriter writer = context.getWriter();
      return new NodeRenderer() {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
          return Set.of(ChartBlock.class, NotesBlock.class);
        }

        @Override
        public void render(Node node) {
          if (node instanceof ChartBlock block) {
            fence(writer, "chart", chart(block.chart()));
          } else if (node instanceof NotesBlock block) {
            fence(writer, "notes", block.text());
          }
        }
      };
    }

    @Override
    public Set<Character> getSpecialCharacters() {
      return Set.of();
    }

    private static void fence(MarkdownWriter writer, String info, String content) {
      int longest = 2;
      for (String line : content.split("\n")) {
        String marks = line.strip().replaceAll("^(`*).*", "$1");
        longest = Math.max(longest, marks.length());
      }
      String fence = "`".repeat(longest + 1);
      writer.raw(fence + info);
      writer.line();
      for (String line : content.split("\n", -1)) {
        writer.raw(line);
        writer.line();
      }
      writer.raw(fence);
      writer.block();
    }

    private static String chart(Chart chart) {
      ObjectNode root = JSON.createObjectNode();
      root.put("type", chart.type().name().toLowerCase(Locale.ROOT));
      root.put("title", chart.title());
      root.put("unit", chart.unit());
      chart.categories().forEach(root.putArray("categories")::add);
      ArrayNode series = root.putArray("series");
      for (Chart.Series each : chart.series()) {
        ObjectNode item = series.addObject().put("name", each.name());
        ArrayNode values = item.putArray("values");
        each.values().forEach(value -> values.add(exact(value)));
      }
      return json(root);
    }

    private static BigDecimal exact(double value) {
      BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
      return number.scale() < 0 ? number.setScale(0) : number;
    }
  }
}
