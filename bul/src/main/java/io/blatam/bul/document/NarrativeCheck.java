package io.blatam.bul.document;

import io.blatam.bul.brief.FreeText;
import io.blatam.bul.locale.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether a model's rewrite may replace a draft. It may when it is in the document's
 * language, leaves no placeholder, keeps the tables and charts, quotes no figure that the draft,
 * the brief or the computed figures do not contain, and still speaks of what the draft does.
 */
final class NarrativeCheck {
  /** Numbers this small are ordinals and counts of a list, not figures. */
  private static final BigDecimal SMALL = BigDecimal.valueOf(12);

  /** "TODO" only in capitals: in Spanish "todo" is a word. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?<!\\\\)\\{\\{|(?<!\\\\)\\{%|\\bTODO\\b|\\bTBD\\b|\\bXX+\\b|(?i:lorem ipsum)"
              + "|\\[(?:[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ _-]{2,}"
              + "|(?i:insertar|insert|nombre|name|fecha|date)[^\\]]*|[xX.…]+)\\](?!\\()");

  /** "[3]", unless it is a link. */
  private static final Pattern CITATION = Pattern.compile("\\[\\d{1,3}\\](?![(\\[:])");

  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```\\s*$");
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\s*\\|.*\\|\\s*$");

  private NarrativeCheck() {}

  /** Accepts {@code answer} or keeps the draft, with the reasons. */
  public static Reviewed review(DocumentPlan plan, SectionDraft draft, String answer) {
    return review(plan, draft, answer, List.of());
  }

  /** The same, where the answer may draw on passages of the company's documents. */
  static Reviewed review(
      DocumentPlan plan, SectionDraft draft, String answer, List<Quotation> quotations) {
    String text = withoutHeading(answer.strip(), draft.title());
    List<Finding> findings = new ArrayList<>();
    if (text.isBlank()) {
      findings.add(new Finding("empty-answer", draft.sectionId(), "the model answered nothing"));
      return new Reviewed(draft.asText(), findings);
    }
    String id = draft.sectionId();
    var placeholder = PLACEHOLDER.matcher(text);
    if (placeholder.find()) {
      findings.add(new Finding("placeholder", id, "unresolved \"" + placeholder.group() + "\""));
    }
    Language language = plan.brief().language();
    if (prose(text).split("\\s+").length >= 12 && FreeText.language(prose(text)) != language) {
      findings.add(new Finding("wrong-language", id, "the text is not in " + language.code()));
    }
    List<String> unknown = unknownFigures(plan, draft, text, quotations);
    if (!unknown.isEmpty()) {
      findings.add(
          new Finding(
              "unknown-figure",
              id,
              "not in the draft or the figures: " + String.join(", ", unknown)));
    }
    List<String> unknownSources = unknownSources(text, quotations);
    if (!unknownSources.isEmpty()) {
      findings.add(new Finding("unknown-source", id, "cites " + String.join(", ", unknownSources)));
    }
    if (!text.contains("```") && draft.markdown().contains("```")) {
      findings.add(new Finding("chart-lost", id, "a fenced block of the draft is missing"));
    }
    List<String> lost = lostRows(draft.markdown(), text);
    if (!lost.isEmpty()) {
      findings.add(new Finding("table-changed", id, "missing table row: " + lost.get(0)));
    }
    findings.addAll(Fidelity.check(draft, facts(plan, quotations) + "\n" + wishes(plan, id), text));
    return new Reviewed(
        findings.isEmpty() ? new SectionText(id, draft.title(), text) : draft.asText(), findings);
  }

  /** What its author asked it to speak of; their figures are no more proven by that. */
  private static String wishes(DocumentPlan plan, String section) {
    return String.join("\n", plan.wording().wishes(section));
  }

  /** What a rewrite may name besides what the draft does. */
  private static String facts(DocumentPlan plan, List<Quotation> quotations) {
    var brief = plan.brief();
    var company = brief.company();
    Stream<Optional<String>> known =
        Stream.of(
            company.name(),
            company.legalForm(),
            company.sector(),
            company.city(),
            company.country(),
            company.address(),
            company.representative(),
            company.email(),
            company.website(),
            brief.country().map(country -> country.names().es() + " " + country.names().en()),
            Optional.of(brief.format().date(brief.date())));
    return Stream.concat(known.flatMap(Optional::stream), quotations.stream().map(Quotation::text))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> unknownFigures(
      DocumentPlan plan, SectionDraft draft, String answer, List<Quotation> quotations) {
    Set<BigDecimal> known = new TreeSet<>();
    known.addAll(Numerals.values(draft.markdown()));
    quotations.forEach(quotation -> known.addAll(Numerals.values(quotation.text())));
    known.addAll(Numerals.values(plan.brief().asked().text().orElse("")));
    plan.brief().assumptions().forEach(a -> known.addAll(Numerals.values(a.value())));
    plan.figures().figures().forEach(value -> known.add(value.abs().stripTrailingZeros()));
    known.addAll(Numerals.values(plan.brief().format().date(plan.brief().date())));
    return Numerals.find(answer).stream()
        .filter(numeral -> numeral.readings().stream().noneMatch(known::contains))
        .filter(numeral -> numeral.readings().stream().noneMatch(NarrativeCheck::small))
        .map(Numerals.Numeral::written)
        .distinct()
        .toList();
  }

  private static List<String> unknownSources(String answer, List<Quotation> quotations) {
    Set<String> known =
        quotations.stream()
            .map(quotation -> "[" + quotation.number() + "]")
            .collect(Collectors.toSet());
    return CITATION
        .matcher(FENCE.matcher(answer).replaceAll(""))
        .results()
        .map(found -> found.group())
        .filter(cited -> !known.contains(cited))
        .distinct()
        .toList();
  }

  private static boolean small(BigDecimal value) {
    return value.compareTo(SMALL) <= 0 && value.stripTrailingZeros().scale() <= 0;
  }

  private static List<String> lostRows(String draft, String answer) {
    Set<String> kept =
        TABLE_ROW
            .matcher(answer)
            .results()
            .map(m -> squeeze(m.group()))
            .collect(Collectors.toSet());
    return TABLE_ROW
        .matcher(FENCE.matcher(draft).replaceAll(""))
        .results()
        .map(m -> squeeze(m.group()))
        .filter(row -> !row.matches("[|: -]+"))
        .filter(row -> !kept.contains(row))
        .toList();
  }

  private static String squeeze(String row) {
    return row.replaceAll("\\s+", "");
  }

  private static String prose(String text) {
    return TABLE_ROW.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
  }

  /** Models like to repeat the chapter's title; the assembly writes it. */
  private static String withoutHeading(String answer, String title) {
    return answer
        .replaceFirst("^#{1,3}\\s*(?:\\d+\\.?\\s*)?" + Pattern.quote(title) + "\\s*\\R+", "")
        .strip();
  }
}
