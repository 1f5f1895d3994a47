package io.blatam.bul.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Country;
import io.blatam.bul.type.TypeDefinition.Named;
import io.blatam.bul.type.TypeDefinition.NamesInText;
import io.blatam.bul.type.TypeDefinition.Regional;
import io.blatam.bul.yaml.YamlNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a {@code type.yaml}. */
public final class TypeFile {

  /** What of the company a type can ask for. */
  public static final List<String> COMPANY =
      List.of("name", "tax_id", "address", "representative", "email", "phone", "website", "city");

  private static final String[] KEYS = {
    "names",
    "regional",
    "area",
    "brief",
    "figures",
    "cover",
    "toc",
    "numbered",
    "money",
    "audience",
    "advice",
    "title",
    "subtitle",
    "recognise",
    "names_in_text",
    "company",
    "fields",
    "example",
    "ask"
  };

  private static final String PUBLIC = "public";
  private static final List<String> AUDIENCES = List.of(PUBLIC, "chosen");

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)\\}");

  private TypeFile() {}

  /**
   * The type with that id.
   *
   * @param areas ids of the business areas that there are
   * @throws io.blatam.bul.yaml.YamlFaultException with file, line and what to change
   */
  public static TypeDefinition read(String id, TypeFiles files, Set<String> areas) {
    String path = id + "/type.yaml";
    YamlNode root =
        YamlNode.read(
            files.name(path),
            files
                .find(path)
                .orElseThrow(() -> new IllegalStateException("no file " + files.name(path))));
    root.only(KEYS);
    if (!ID.matcher(id).matches()) {
      throw root.fault("rename the folder: small letters, digits and hyphens, such as job-offer");
    }
    boolean typed =
        root.find("brief").map(kind -> FieldFile.oneOf(kind, List.of("typed"))).isPresent();
    List<Field> fields =
        root.find("fields")
            .map(all -> all.items().stream().map(FieldFile::read).toList())
            .orElse(List.of());
    checkNames(root, fields);
    Optional<YamlNode> recognise = root.find("recognise").map(r -> r.only("names", "signs"));
    Optional<JsonNode> example = root.find("example").map(YamlNode::json);
    root.find("example").ifPresent(node -> checkExample(node, fields));
    return new TypeDefinition(
        id,
        files,
        FieldFile.bilingual(root.at("names")),
        root.find("regional")
            .map(all -> all.items().stream().map(node -> regional(node, fields)).toList())
            .orElse(List.of()),
        FieldFile.oneOf(root.at("area"), areas.stream().sorted().toList()),
        typed,
        root.find("figures")
            .map(node -> new Named(node.text(), node.file(), node.line()))
            .orElse(new Named(typed ? id : "none", root.file(), root.line())),
        flag(root, "cover", true),
        flag(root, "toc", false),
        flag(root, "numbered", false),
        flag(root, "money", false),
        root.find("audience")
            .map(node -> FieldFile.oneOf(node, AUDIENCES).equals(PUBLIC))
            .orElse(false),
        flag(root, "advice", true),
        root.find("title").map(node -> line(node, fields)),
        root.find("subtitle").map(node -> line(node, fields)),
        recognise.flatMap(node -> either(node, "names")),
        recognise.flatMap(node -> either(node, "signs")),
        root.find("names_in_text").map(TypeFile::namesInText).orElse(NamesInText.OWN),
        root.find("company")
            .map(all -> all.items().stream().map(item -> FieldFile.oneOf(item, COMPANY)).toList())
            .orElse(List.of()),
        fields,
        root.find("ask").map(FieldFile::bilingual),
        example);
  }

  private static Regional regional(YamlNode node, List<Field> fields) {
    node.only("countries", "names", "title");
    List<String> countries = Country.all().stream().map(Country::code).toList();
    return new Regional(
        node.at("countries").items().stream()
            .map(code -> FieldFile.oneOf(code, countries))
            .collect(Collectors.toSet()),
        FieldFile.bilingual(node.at("names")),
        node.find("title").map(title -> line(title, fields)));
  }

  private static boolean flag(YamlNode root, String key, boolean standard) {
    return root.find(key).map(YamlNode::flag).orElse(standard);
  }

  private static void checkNames(YamlNode root, List<Field> fields) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!names.add(fields.get(i).name())) {
        throw root.at("fields").items().get(i).at("name").fault("it is given twice");
      }
    }
  }

  private static void checkExample(YamlNode node, List<Field> fields) {
    node.only("es", "en");
    for (String language : List.of("es", "en")) {
      try {
        FieldReader.read(fields, node.at(language).json(), language);
      } catch (io.blatam.bul.yaml.YamlFaultException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw node.at(language).fault(e.getMessage());
      }
    }
  }

  /** The alternatives of {@code key} as one pattern over plain letters. */
  private static Optional<Pattern> either(YamlNode recognise, String key) {
    return recognise
        .find(key)
        .map(
            all ->
                all.items().stream()
                    .map(item -> FieldFile.pattern(item).pattern())
                    .collect(Collectors.joining("|")))
        .map(Pattern::compile);
  }

  private static Bilingual line(YamlNode node, List<Field> fields) {
    Bilingual line = FieldFile.bilingual(node);
    for (String text : List.of(line.es(), line.en())) {
      Matcher brace = BRACES.matcher(text);
      while (brace.find()) {
        String name = brace.group(1);
        if (fields.stream().noneMatch(field -> field.name().equals(name))) {
          throw node.fault("there is no field \"" + name + "\"");
        }
      }
    }
    return line;
  }

  private static NamesInText namesInText(YamlNode node) {
    List<String> known =
        Arrays.stream(NamesInText.values()).map(n -> n.name().toLowerCase(Locale.ROOT)).toList();
    return NamesInText.valueOf(FieldFile.oneOf(node, known).toUpperCase(Locale.ROOT));
  }
}
