package io.blatam.bul.agent;

import io.blatam.bul.agent.CheckPoint.Rule;
import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.agent.SmeAgent.DocumentProfile;
import io.blatam.bul.agent.SmeAgent.GlossaryTerm;
import io.blatam.bul.agent.SmeAgent.OutlinePattern;
import io.blatam.bul.agent.SmeAgent.Phrases;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads one area's YAML. Where an area of that id is known already, what the file gives takes the
 * place of what was known and the rest stays.
 */
final class AreaFile {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_ID = 40;

  private final YamlNode root;
  private final Optional<SmeAgent> known;

  /** Reads the name of a document type; one that does not exist is refused. */
  private final Function<YamlNode, String> type;

  private AreaFile(YamlNode root, Optional<SmeAgent> known, Predicate<String> types) {
    this.root = root;
    this.known = known;
    this.type =
        node -> {
          if (!types.test(node.text())) {
            throw node.fault("there is no document type \"" + node.text() + "\"");
          }
          return node.text();
        };
  }

  /**
   * @param known the areas read so far, by id
   * @param types whether there is a document type of that id
   * @throws io.blatam.bul.yaml.YamlFaultException with file, line and what to change
   */
  static SmeAgent read(
      String file, String text, Map<String, SmeAgent> known, Predicate<String> types) {
    YamlNode root = YamlNode.read(file, text);
    root.only(
        "area",
        "name",
        "expertise",
        "tone",
        "reviewer",
        "checklist",
        "outlines",
        "glossary",
        "questions",
        "also_writes",
        "documents",
        "keywords",
        "examples");
    String id = id(root.at("area"));
    return new AreaFile(root, Optional.ofNullable(known.get(id)), types).agent(id);
  }

  private SmeAgent agent(String id) {
    List<DocumentProfile> documents =
        value("documents", node -> list(node, this::document), SmeAgent::documents);
    List<String> types = new ArrayList<>(documents.stream().map(DocumentProfile::type).toList());
    root
        .find("also_writes")
        .map(node -> list(node, type))
        .orElseGet(() -> known.map(SmeAgent::documentTypes).orElse(List.of()))
        .stream()
        .filter(also -> !types.contains(also))
        .forEach(types::add);
    return new SmeAgent(
        new BusinessArea(id),
        value("name", AreaFile::bilingual, SmeAgent::name),
        value("expertise", AreaFile::bilingual, SmeAgent::expertise),
        value("tone", AreaFile::bilingual, SmeAgent::tone),
        value("reviewer", node -> list(node, AreaFile::bilingual), SmeAgent::reviewer),
        value("checklist", this::checklist, SmeAgent::checklist),
        value("outlines", node -> list(node, this::outline), SmeAgent::outlines),
        value("glossary", node -> list(node, AreaFile::term), SmeAgent::glossary),
        value("questions", node -> list(node, AreaFile::bilingual), SmeAgent::questions),
        types,
        documents,
        value("keywords", AreaFile::phrases, SmeAgent::keywords),
        value("examples", AreaFile::phrases, SmeAgent::examples));
  }

  /** What the file gives; otherwise what was known; a new area has to give everything. */
  private <T> T value(String key, Function<YamlNode, T> read, Function<SmeAgent, T> before) {
    return root.find(key)
        .map(read)
        .or(() -> known.map(before))
        .orElseThrow(() -> root.fault("\"" + key + "\" is missing; a new area gives every key"));
  }

  private List<CheckPoint> checklist(YamlNode node) {
    Set<String> seen = new HashSet<>();
    return list(
        node,
        point -> {
          CheckPoint read = point(point);
          if (!seen.add(read.id())) {
            throw point.at("id").fault("another point has the id \"" + read.id() + "\" already");
          }
          return read;
        });
  }

  private CheckPoint point(YamlNode node) {
    node.only("id", "text", "severity", "types", "mentions", "avoids", "section", "words");
    List<Rule> rules = new ArrayList<>();
    node.find("mentions").ifPresent(n -> rules.add(new Rule.Mentions(phrases(n))));
    node.find("avoids").ifPresent(n -> rules.add(new Rule.Avoids(phrases(n))));
    node.find("section").ifPresent(n -> rules.add(new Rule.Section(phrases(n))));
    node.find("words").ifPresent(n -> rules.add(words(n)));
    if (rules.size() > 1) {
      throw node.fault("give one of mentions, avoids, section and words, or none");
    }
    return new CheckPoint(
        id(node.at("id")),
        bilingual(node.at("text")),
        severity(node.at("severity")),
        node.find("types").map(n -> list(n, type)).orElse(List.of()),
        rules.stream().findFirst());
  }

  private static Rule words(YamlNode node) {
    node.only("least", "most");
    int least = node.at("least").number().intValue();
    int most = node.at("most").number().intValue();
    if (least < 0 || most < least) {
      throw node.fault("give a least of at least 0 and a most that is no smaller");
    }
    return new Rule.Words(least, most);
  }

  private static Severity severity(YamlNode node) {
    return switch (node.text()) {
      case "severe" -> Severity.SEVERE;
      case "warning" -> Severity.WARNING;
      case "advice" -> Severity.ADVICE;
      default -> throw node.fault("give severe, warning or advice");
    };
  }

  private OutlinePattern outline(YamlNode node) {
    node.only("name", "types", "parts");
    return new OutlinePattern(
        bilingual(node.at("name")),
        node.find("types").map(n -> list(n, type)).orElse(List.of()),
        list(node.at("parts"), AreaFile::bilingual));
  }

  private DocumentProfile document(YamlNode node) {
    node.only("type", "names", "signals", "examples");
    return new DocumentProfile(
        type.apply(node.at("type")),
        phrases(node.at("names")),
        phrases(node.at("signals")),
        phrases(node.at("examples")));
  }

  private static GlossaryTerm term(YamlNode node) {
    node.only("term", "meaning");
    return new GlossaryTerm(bilingual(node.at("term")), bilingual(node.at("meaning")));
  }

  private static Phrases phrases(YamlNode node) {
    node.only("es", "en");
    return new Phrases(node.at("es").texts(), node.at("en").texts());
  }

  private static Bilingual bilingual(YamlNode node) {
    node.only("es", "en");
    return new Bilingual(node.at("es").text(), node.at("en").text());
  }

  private static <T> List<T> list(YamlNode node, Function<YamlNode, T> item) {
    return node.items().stream().map(item).toList();
  }

  private static String id(YamlNode node) {
    String id = node.text();
    if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
      throw node.fault(
          "give lower-case letters, digits and single hyphens, at most "
              + LONGEST_ID
              + ", such as \"export-sales\" (was \""
              + id.toLowerCase(Locale.ROOT)
              + "\")");
    }
    return id;
  }
}
