package io.blatam.bul.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Language;
import io.blatam.bul.type.Field.Choice;
import io.blatam.bul.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads one entry of {@code fields} or {@code columns} of a {@code type.yaml}. */
final class FieldFile {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final BigDecimal LARGEST = new BigDecimal("1000000000000000");
  private static final BigDecimal MOST_ENTRIES = BigDecimal.valueOf(200);
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_PARAGRAPH = 4000;
  private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 15);

  /** What templates know already. */
  private static final Set<String> TAKEN =
      Set.of(
          "complete",
          "brief",
          "asked",
          "company",
          "name",
          "sector",
          "country",
          "f",
          "lang",
          "assumptions",
          "assumed",
          "subject",
          "own",
          "law",
          "n",
          "price",
          "loop");

  private FieldFile() {}

  static Field read(YamlNode node) {
    Field field = column(node);
    if (TAKEN.contains(field.name())) {
      throw node.at("name")
          .fault("templates know something else as \"" + field.name() + "\"; take another name");
    }
    return field;
  }

  /** A column's name is looked up in its row, so it may be any. */
  private static Field column(YamlNode node) {
    node.only(
        "name",
        "kind",
        "label",
        "hint",
        "required",
        "blank",
        "default",
        "basis",
        "min",
        "max",
        "longest",
        "columns",
        "choices",
        "text",
        "example",
        "unless");
    String name = node.at("name").text();
    if (!NAME.matcher(name).matches()) {
      throw node.at("name").fault("use small letters, digits and _, such as start_date");
    }
    FieldKind kind = kind(node.at("kind"));
    Field bare =
        new Field(
            name,
            kind,
            bilingual(node.at("label")),
            node.find("hint").map(FieldFile::bilingual),
            node.find("required").map(YamlNode::flag).orElse(false),
            node.find("blank").map(YamlNode::flag).orElse(false),
            node.find("default").map(rule -> new FieldDefault(rule.json())),
            node.find("basis").map(FieldFile::bilingual),
            node.find("min").map(YamlNode::number).orElse(BigDecimal.ZERO),
            node.find("max").map(YamlNode::number).orElse(most(kind)),
            node.find("longest").map(limit -> limit.number().intValue()).orElse(longest(kind)),
            columns(node, kind),
            choices(node, kind),
            node.find("text").map(FieldFile::rule),
            node.find("unless").map(FieldFile::unless),
            node.find("example").map(YamlNode::json));
    if (bare.required() && (bare.blank() || bare.standard().isPresent())) {
      throw node.fault("a required field needs no default and leaves no line");
    }
    boolean surely = bare.standard().isPresent() && !bare.standard().get().ofCompany();
    if (bare.blank() && (surely || kind == FieldKind.TABLE || kind == FieldKind.LIST)) {
      throw node.fault("only a field without default, no list and no table, can leave a line");
    }
    if (bare.min().compareTo(bare.max()) > 0) {
      throw node.at("min").fault("it is more than max");
    }
    bare.standard().ifPresent(standard -> checkDefault(bare, standard, node.at("default")));
    bare.example()
        .map(FieldDefault::new)
        .ifPresent(example -> checkDefault(bare, example, node.at("example")));
    return bare;
  }

  static Bilingual bilingual(YamlNode node) {
    node.only("es", "en");
    return new Bilingual(node.at("es").text(), node.at("en").text());
  }

  static Pattern pattern(YamlNode node) {
    try {
      return Pattern.compile(node.text().replace("<name>", TextRule.NAME));
    } catch (PatternSyntaxException e) {
      throw node.fault("this is no regular expression: " + e.getDescription());
    }
  }

  static String oneOf(YamlNode node, List<String> known) {
    String given = node.text();
    if (!known.contains(given)) {
      throw node.fault("use one of " + String.join(", ", known) + " (was \"" + given + "\")");
    }
    return given;
  }

  private static FieldKind kind(YamlNode node) {
    List<String> known = Arrays.stream(FieldKind.values()).map(FieldKind::id).toList();
    return FieldKind.valueOf(oneOf(node, known).toUpperCase(Locale.ROOT));
  }

  private static BigDecimal most(FieldKind kind) {
    return switch (kind) {
      case PERCENT -> BigDecimal.valueOf(100);
      case LIST, TABLE -> MOST_ENTRIES;
      default -> LARGEST;
    };
  }

  private static int longest(FieldKind kind) {
    return kind == FieldKind.PARAGRAPH ? LONGEST_PARAGRAPH : LONGEST_TEXT;
  }

  private static List<Field> columns(YamlNode node, FieldKind kind) {
    if (kind != FieldKind.TABLE) {
      node.find("columns")
          .ifPresent(
              given -> {
                throw given.fault("only a table has columns");
              });
      return List.of();
    }
    return node.at("columns").items().stream()
        .map(
            item -> {
              Field column = column(item);
              if (column.kind() == FieldKind.TABLE || column.kind() == FieldKind.LIST) {
                throw item.at("kind").fault("a column can be neither list nor table");
              }
              return column;
            })
        .toList();
  }

  private static List<Choice> choices(YamlNode node, FieldKind kind) {
    if (kind != FieldKind.CHOICE) {
      node.find("choices")
          .ifPresent(
              given -> {
                throw given.fault("only a choice has choices");
              });
      return List.of();
    }
    return node.at("choices").entries().entrySet().stream()
        .map(choice -> new Choice(choice.getKey(), bilingual(choice.getValue())))
        .toList();
  }

  private static Field.Cells unless(YamlNode node) {
    String[] parts = node.text().split("\\.", -1);
    if (parts.length != 2) {
      throw node.fault("name a table and its column, such as items.tax");
    }
    return new Field.Cells(parts[0], parts[1]);
  }

  private static TextRule rule(YamlNode node) {
    node.only("said", "patterns", "near", "unit");
    return new TextRule(
        node.find("said").map(said -> oneOf(said, TextRule.SAID)),
        node.find("patterns")
            .map(all -> all.items().stream().map(FieldFile::pattern).collect(Collectors.toList()))
            .orElse(List.of()),
        node.find("near").map(YamlNode::texts),
        node.find("unit").map(unit -> oneOf(unit, TextRule.UNITS)));
  }

  private static void checkDefault(Field field, FieldDefault standard, YamlNode node) {
    if (standard.special()) {
      checkSpecial(field, standard, node);
      return;
    }
    for (Language language : Language.values()) {
      for (String country : standard.countries()) {
        checkValue(field, standard.of(language, country, SOME_DAY), node);
      }
    }
  }

  private static void checkSpecial(Field field, FieldDefault standard, YamlNode node) {
    node.only("country", "company");
    if (standard.ofCompany()) {
      oneOf(node.at("company"), TypeFile.COMPANY);
    } else {
      oneOf(node.at("country"), List.of("sales_tax", "income_tax", "payroll"));
    }
    FieldKind wanted = standard.ofCompany() ? FieldKind.TEXT : FieldKind.PERCENT;
    if (field.kind() != wanted) {
      throw node.fault("only a " + wanted.id() + " can be that");
    }
  }

  private static void checkValue(Field field, JsonNode value, YamlNode at) {
    try {
      Optional<FieldValue> read = FieldReader.value(field, value, field.name());
      if (read.isEmpty()) {
        throw at.fault("it gives no value; by_country needs \"other\" besides its countries");
      }
    } catch (io.blatam.bul.yaml.YamlFaultException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw at.fault(e.getMessage());
    }
  }
}
