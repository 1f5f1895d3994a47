package io.blatam.bul.brief;

import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which document is asked for, and how that is known: the brief names it, its text does ("acta"),
 * its text speaks of what only one type is for ("pedir un préstamo"), or the fields of one type are
 * filled in. Nothing is guessed: a brief that gives no sign has no kind.
 *
 * @param evidence the words that decided; empty when the brief names the type
 */
public record DocumentKind(DocumentType type, Optional<String> evidence) {

  /** A type's own names. The one that comes first in the text is what is asked for. */
  private static final Map<DocumentType, Pattern> NAMES =
      Map.of(
          DocumentType.BUSINESS_PLAN,
          Pattern.compile(
              "plan(es)? de (negocios?|empresa)|business plan|plan financiero|(plan|estudio) de viabilidad|viabilidad"),
          DocumentType.MARKETING_PLAN,
          Pattern.compile(
              "plan(es)? de (marketing|mercadeo|mercadotecnia|medios|comunicacion)"
                  + "|marketing (plan|strategy)|estrategia de (marketing|mercadeo)"),
          DocumentType.SALES_PROPOSAL,
          Pattern.compile(
              "propuesta (comercial|de (venta|servicios?)|economica)|oferta (comercial|economica)|cotizacion|presupuesto para"
                  + "|(sales|commercial|business|service) proposal|proposal (for|to)\\b|quotation|\\bquote\\b"),
          DocumentType.HR_POLICY,
          Pattern.compile(
              "politica (de|interna|sobre)|reglamento (interno|de)|codigo de conducta|\\bpolicy\\b|employee handbook|code of conduct"),
          DocumentType.MEETING_REPORT,
          Pattern.compile(
              "\\bactas?\\b|minuta|meeting (report|minutes|notes)|minutes of|informe de (la )?reunion"));

  /** What only one type is for. */
  private static final Map<DocumentType, Pattern> SIGNS =
      Map.of(
          DocumentType.BUSINESS_PLAN,
          Pattern.compile(
              "\\b(abrir|montar) (un|una|mi|nuestr[oa])\\b|(pedir|solicitar) un (prestamo|credito)|inversion (inicial|de)\\b"
                  + "|\\b(open|start) (a|an|my|our)\\b|(bank|business) loan|start-?up costs?"),
          DocumentType.MARKETING_PLAN,
          Pattern.compile(
              "campana (de|para|publicitaria)|redes sociales|publicidad|social media|advertising|marketing|mercadeo"),
          DocumentType.SALES_PROPOSAL,
          Pattern.compile(
              "(ofrecer|vender)(le|les)? .{0,60}\\b(a|al) |\\boferta para|\\boffer (for|to)\\b|(al mes|mensuales) (a|para) "),
          DocumentType.HR_POLICY,
          Pattern.compile(
              "teletrabajo|trabajo (remoto|a distancia|hibrido)|vacaciones del personal|desconexion digital"
                  + "|remote work|work from home|paid time off|parental leave|dress code"),
          DocumentType.MEETING_REPORT,
          Pattern.compile(
              "\\breunion\\b|asistieron|se acordo|\\bmeeting\\b|attendees|(we|was|were) agreed"));

  /** What the brief asks for, if it gives any sign of it. */
  public static Optional<DocumentKind> of(Brief brief) {
    String folded = PlainLetters.fold(brief.text().orElse(""));
    return brief
        .documentType()
        .map(type -> new DocumentKind(type, Optional.empty()))
        .or(() -> first(NAMES, folded))
        .or(() -> filledIn(brief))
        .or(() -> first(SIGNS, folded));
  }

  /** The kind of a brief; one that gives no sign is invalid. */
  public static DocumentKind required(Brief brief) {
    return of(brief)
        .orElseThrow(
            () ->
                new InvalidBriefException(
                    "document_type",
                    "the text does not say which document is wanted; start it with one, such as"
                        + " \"plan de negocio para …\", \"marketing plan for …\", \"propuesta comercial"
                        + " de … para …\", \"remote work policy for …\" or \"acta de la reunión …\", or"
                        + " set document_type to one of "
                        + String.join(
                            ", ",
                            Stream.of(DocumentType.values()).map(DocumentType::id).toList())));
  }

  /** For a person who asks why; nothing where the brief itself names the type. */
  public List<String> reasons(Language language) {
    return evidence
        .map(
            words ->
                language
                    .choose(
                        "tipo de documento «%s» por: «%s»", "document type “%s” because of: “%s”")
                    .formatted(type.label(language).toLowerCase(Locale.ROOT), words))
        .stream()
        .toList();
  }

  private static Optional<DocumentKind> first(Map<DocumentType, Pattern> patterns, String folded) {
    return patterns.entrySet().stream()
        .flatMap(
            entry -> {
              Matcher found = entry.getValue().matcher(folded);
              return found.find()
                  ? Stream.of(new Sighting(found.start(), entry.getKey(), found.group().strip()))
                  : Stream.empty();
            })
        .min(Comparator.comparingInt(Sighting::at).thenComparing(Sighting::type))
        .map(sighting -> new DocumentKind(sighting.type(), Optional.of(sighting.words())));
  }

  /** The type whose fields the brief fills in. */
  public static Optional<DocumentKind> filledIn(Brief brief) {
    Map<DocumentType, Optional<?>> fields =
        Map.of(
            DocumentType.BUSINESS_PLAN, brief.businessPlan(),
            DocumentType.MARKETING_PLAN, brief.marketingPlan(),
            DocumentType.SALES_PROPOSAL, brief.salesProposal(),
            DocumentType.HR_POLICY, brief.hrPolicy(),
            DocumentType.MEETING_REPORT, brief.meetingReport());
    return Stream.of(DocumentType.values())
        .filter(type -> fields.get(type).isPresent())
        .findFirst()
        .map(type -> new DocumentKind(type, Optional.of(type.id().replace('-', '_'))));
  }

  private record Sighting(int at, DocumentType type, String words) {}
}
