package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.blatam.bul.locale.Currency;
import io.blatam.bul.locale.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One ask for a document: free text, structured fields, or both. Fields win over what the text
 * says, and what neither says is assumed by {@link BriefCompletion} and listed in the document.
 *
 * <p>Percentages are written as people write them: {@code annual_rate: 14.5} is 14.5 %. Amounts are
 * in {@code currency}.
 *
 * @param text the ask in the person's own words, up to 8,000 characters
 * @param currency ISO 4217 code
 * @param fields of a declared document type, by name; on the wire also under the type's own name
 * @param audience who will read the document: "banco", "the board"
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Brief(
    Optional<String> text,
    Optional<DocumentType> documentType,
    Optional<Language> language,
    Optional<BusinessArea> businessArea,
    Optional<String> title,
    Optional<Company> company,
    Optional<String> currency,
    Optional<String> audience,
    Optional<Tone> tone,
    List<String> objectives,
    Optional<BusinessPlanBrief> businessPlan,
    Optional<MarketingPlanBrief> marketingPlan,
    Optional<SalesProposalBrief> salesProposal,
    Optional<HrPolicyBrief> hrPolicy,
    Optional<MeetingReportBrief> meetingReport,
    Optional<JsonNode> fields) {

  public Brief {
    text = Require.optionalText("text", text, 8000);
    documentType = Require.given(documentType);
    language = Require.given(language);
    businessArea = Require.given(businessArea);
    title = Require.optionalText("title", title, 160);
    company = Require.given(company);
    currency = Require.given(currency).map(Brief::currencyCode);
    audience = Require.optionalText("audience", audience, 200);
    tone = Require.given(tone);
    objectives = Require.list("objectives", objectives);
    businessPlan = Require.given(businessPlan);
    marketingPlan = Require.given(marketingPlan);
    salesProposal = Require.given(salesProposal);
    hrPolicy = Require.given(hrPolicy);
    meetingReport = Require.given(meetingReport);
    fields = Require.given(fields).filter(given -> !given.isNull());
    if (text.isEmpty() && documentType.isEmpty()) {
      throw new IllegalArgumentException(
          "text: say what document you need, or set document_type to one of "
              + DocumentTypes.all().stream()
                  .map(DocumentType::id)
                  .collect(Collectors.joining(", ")));
    }
  }

  /** A brief of free text only. */
  public static Brief ofText(String text) {
    return empty(Optional.of(text), Optional.empty());
  }

  /** A brief that only says which document is wanted. */
  public static Brief ofType(DocumentType type) {
    return empty(Optional.empty(), Optional.of(type));
  }

  /** This brief in {@code language}, whatever it said before. */
  public Brief in(Language wanted) {
    return new Brief(
        text,
        documentType,
        Optional.of(wanted),
        businessArea,
        title,
        company,
        currency,
        audience,
        tone,
        objectives,
        businessPlan,
        marketingPlan,
        salesProposal,
        hrPolicy,
        meetingReport,
        fields);
  }

  /** The fields of a type whose brief is a record, where they are filled in. */
  public Optional<Record> section(DocumentType type) {
    return switch (type.id()) {
      case "business-plan" -> businessPlan.map(Record.class::cast);
      case "marketing-plan" -> marketingPlan.map(Record.class::cast);
      case "sales-proposal" -> salesProposal.map(Record.class::cast);
      case "hr-policy" -> hrPolicy.map(Record.class::cast);
      case "meeting-report" -> meetingReport.map(Record.class::cast);
      default -> Optional.empty();
    };
  }

  private static Brief empty(Optional<String> text, Optional<DocumentType> type) {
    return new Brief(
        text,
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String currencyCode(String given) {
    return Currency.of(given).code();
  }
}
