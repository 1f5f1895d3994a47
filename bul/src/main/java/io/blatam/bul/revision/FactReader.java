package io.blatam.bul.revision;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.DateText;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.locale.YamlResource;
import io.blatam.bul.type.Field;
import io.blatam.bul.type.FieldKind;
import io.blatam.platform.Capital;
import io.blatam.platform.http.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which fact of a brief somebody means, and what it becomes. */
final class FactReader {

  private static final List<Name> NAMES =
      YamlResource.read("/bul/revision/facts.yaml", new TypeReference<List<Name>>() {});

  private static final String INVESTMENT = "business_plan.total_investment";

  /** Columns that may well be the same in every row. */
  private static final Set<String> SHARES = Set.of("discount", "tax", "growth");

  /** A name of facts, and where they may stand. */
  record Name(String names, List<String> at) {}

  private final CompleteBrief brief;
  private final ObjectNode facts;

  FactReader(CompleteBrief brief) {
    this.brief = brief;
    this.facts = FactTree.of(brief);
  }

  /** What people can ask for here, for an error. */
  List<String> known() {
    Language language = brief.language();
    return brief.type().definition().fields().stream()
        .filter(field -> field.kind() != FieldKind.TABLE && field.kind() != FieldKind.LIST)
        .map(field -> field.label().in(language).toLowerCase(Locale.ROOT))
        .limit(12)
        .toList();
  }

  /** The change; empty where no such fact is known, or the value is none for it. */
  Optional<Edit.Facts> set(String name, String value) {
    return change(name, old -> absolute(old, value));
  }

  /**
   * The change by a share or an amount.
   *
   * @param up whether it grows
   */
  Optional<Edit.Facts> step(String name, String value, boolean up) {
    return change(name, old -> Quantity.relative(value).flatMap(by -> by.from(old, up)));
  }

  private interface Change {
    Optional<JsonNode> of(Place place);
  }

  /**
   * A value's place.
   *
   * @param path from the root of a brief
   * @param value as it is; missing where the brief does not say it
   * @param kind what it is
   */
  record Place(String path, JsonNode value, FieldKind kind, int decimals) {}

  private Optional<Edit.Facts> change(String name, Change change) {
    String called = name.strip().replaceAll("(?iu)^(?:el|la|los|las|the|su|sus|its)\\s+", "");
    for (String path : places(plain(name))) {
      Optional<Edit.Facts> done =
          path.contains("[]") ? inRows(path, called, change) : inOne(path, called, change);
      if (done.isPresent()) {
        return done;
      }
    }
    return Optional.empty();
  }

  private Optional<Edit.Facts> inOne(String path, String called, Change change) {
    JsonNode old = at(facts, path);
    Optional<FieldKind> kind = kind(path, old);
    if (kind.isEmpty() || (path.equals(INVESTMENT) && itemised())) {
      return Optional.empty();
    }
    return change
        .of(new Place(path, old, kind.get(), brief.currency().decimals()))
        .map(
            value ->
                new Edit.Facts(
                    patch(path, value),
                    label(path, called)
                        + ": "
                        + (old.isMissingNode() ? "" : shown(path, old) + " → ")
                        + shown(path, value)));
  }

  /** A total is computed from items where there are some. */
  private boolean itemised() {
    return brief.asked().businessPlan().map(plan -> !plan.investment().isEmpty()).orElse(false);
  }

  /** Every row of a table; the whole table goes into the patch, as RFC 7396 wants it. */
  private Optional<Edit.Facts> inRows(String path, String called, Change change) {
    String table = path.substring(0, path.indexOf("[]"));
    String column = path.substring(path.indexOf("[]") + 3);
    if (!(at(facts, table) instanceof ArrayNode rows) || rows.isEmpty()) {
      return Optional.empty();
    }
    FieldKind kind =
        SHARES.contains(column)
            ? FieldKind.PERCENT
            : rows.size() == 1 ? FieldKind.AMOUNT : FieldKind.TABLE;
    ArrayNode changed = rows.deepCopy();
    List<String> said = new ArrayList<>();
    for (JsonNode row : changed) {
      JsonNode old = row.path(column);
      Optional<JsonNode> value = change.of(new Place(path, old, kind, brief.currency().decimals()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      said.add((old.isMissingNode() ? "–" : shown(path, old)) + " → " + shown(path, value.get()));
      ((ObjectNode) row).set(column, value.get());
    }
    return Optional.of(
        new Edit.Facts(
            patch(table, changed), label(path, called) + ": " + String.join(", ", said)));
  }

  private Optional<JsonNode> absolute(Place place, String value) {
    return switch (place.kind()) {
      case AMOUNT, PERCENT, NUMBER, INTEGER -> Quantity.absolute(value, place.path());
      case DATE ->
          DateText.findAll(value).stream()
              .findFirst()
              .map(day -> Json.mapper().getNodeFactory().textNode(day.date().toString()));
      case CHOICE -> chosen(place.path(), value);
      case TEXT, PARAGRAPH ->
          value.isBlank()
              ? Optional.empty()
              : Optional.of(Json.mapper().getNodeFactory().textNode(unquoted(value)));
      case LIST, TABLE -> Optional.empty();
    };
  }

  /** By its id or its label, as far as people say it. */
  private Optional<JsonNode> chosen(String path, String value) {
    String said = PlainLetters.fold(unquoted(value));
    return field(path).stream()
        .flatMap(field -> field.choices().stream())
        .filter(
            choice ->
                alike(choice.id().replace('-', ' '), said)
                    || alike(PlainLetters.fold(choice.label().es()), said)
                    || alike(PlainLetters.fold(choice.label().en()), said))
        .findFirst()
        .map(choice -> Json.mapper().getNodeFactory().textNode(choice.id()));
  }

  private static boolean alike(String known, String said) {
    int stem = Math.min(6, Math.min(known.length(), said.length()));
    return stem >= 3 && known.startsWith(said.substring(0, stem));
  }

  private Optional<Field> field(String path) {
    return brief.type().definition().fields().stream()
        .filter(field -> ("fields." + field.name()).equals(path))
        .findFirst();
  }

  private static String unquoted(String value) {
    return value.strip().replaceAll("^[\"«“']\\s*|\\s*[\"»”']$", "");
  }

  /** Where a fact of that name may stand, best first. */
  private List<String> places(String name) {
    Stream<String> labelled =
        brief.type().definition().fields().stream()
            .filter(field -> labels(field).anyMatch(name::equals))
            .map(field -> "fields." + field.name());
    Stream<String> named =
        NAMES.stream()
            .filter(known -> Pattern.matches("(?:" + known.names() + ")", name))
            .flatMap(known -> known.at().stream());
    Stream<String> alike =
        brief.type().definition().fields().stream()
            .filter(field -> name.length() >= 4)
            .filter(field -> labels(field).anyMatch(label -> label.startsWith(name)))
            .map(field -> "fields." + field.name());
    return Stream.of(labelled, named, alike).flatMap(paths -> paths).distinct().toList();
  }

  private static String plain(String said) {
    return PlainLetters.fold(said)
        .replaceAll("^(?:el|la|los|las|the|su|sus|its|nuestro|nuestra|our)\\s+", "")
        .replaceAll(
            "\\s+(?:del|de|of)(?: (?:el|the|este|this))? (?:documento|contrato|document|contract)$",
            "")
        .strip();
  }

  private static Stream<String> labels(Field field) {
    return Stream.of(field.label().es(), field.label().en(), field.name().replace('_', ' '))
        .map(PlainLetters::fold)
        .map(label -> label.replaceAll(" \\(.*\\)$", ""));
  }

  private Optional<FieldKind> kind(String path, JsonNode old) {
    if (path.startsWith("fields.")) {
      return field(path).map(Field::kind);
    }
    int dot = path.indexOf('.');
    boolean typed = dot > 0 && !path.startsWith("company.");
    if (typed && !path.startsWith(brief.type().key() + ".")) {
      return Optional.empty();
    }
    if (old.isNumber()) {
      return Optional.of(FieldKind.NUMBER);
    }
    if (path.endsWith("_date")) {
      return Optional.of(FieldKind.DATE);
    }
    boolean number =
        typed && path.matches(".*(?:_days|months|_rate|inflation|amount|_investment|_budget)");
    return Optional.of(number ? FieldKind.NUMBER : FieldKind.TEXT);
  }

  private String label(String path, String called) {
    return field(path.replaceAll("\\[\\]\\..*", ""))
        .map(field -> field.label().in(brief.language()))
        .orElse(Capital.first(called));
  }

  private String shown(String path, JsonNode value) {
    if (value.isNumber()) {
      return brief.format().number(value.decimalValue());
    }
    if (value.asText().matches("\\d{4}-\\d{2}-\\d{2}")) {
      return brief.format().date(LocalDate.parse(value.asText()));
    }
    return field(path)
        .map(field -> field.choiceLabel(value.asText(), brief.language()))
        .orElseGet(value::asText);
  }

  private static JsonNode at(JsonNode tree, String path) {
    JsonNode node = tree;
    for (String step : path.split("\\.")) {
      node = node.path(step);
    }
    return node;
  }

  /** What a place belongs to goes along: a loan that was assumed is none without its amount. */
  private ObjectNode patch(String path, JsonNode value) {
    ObjectNode patch = Json.mapper().createObjectNode();
    ObjectNode node = patch;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length - 1; i++) {
      ObjectNode next = node.putObject(steps[i]);
      JsonNode known = at(facts, String.join(".", Arrays.asList(steps).subList(0, i + 1)));
      if (i > 0 && known instanceof ObjectNode whole) {
        next.setAll(whole.deepCopy());
      }
      node = next;
    }
    node.set(steps[steps.length - 1], value);
    return patch;
  }
}
