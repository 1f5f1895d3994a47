package io.blatam.gamma.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a deck is for; each kind has its own line of argument. */
public enum DeckKind {
  @JsonProperty("training")
  TRAINING(
      "training",
      "formacion|capacitacion|curso|taller|induccion|aprend\\w*|training|course|workshop|onboarding|how to"),
  @JsonProperty("project-status")
  PROJECT_STATUS(
      "project-status",
      "estado|avance|seguimiento|hito|proyecto|status|progress|milestone|project"),
  @JsonProperty("results-report")
  RESULTS_REPORT(
      "results-report",
      "resultados?|informe|balance|cierre|trimestr\\w*|results?|report|quarter\\w*|review|kpis?"),
  @JsonProperty("investor-pitch")
  INVESTOR_PITCH(
      "investor-pitch",
      "inversor(?:es|a|as)?|inversionistas?|ronda|startup|capital riesgo|pitch deck|investors?"
          + "|raising|fundrais\\w*|seed|funding|series [abc]|venture"),
  @JsonProperty("business-case")
  BUSINESS_CASE(
      "business-case",
      "inver\\w*|apertura|abrir|lanza\\w*|negocio|expansion|compra|caso|launch\\w*|invest\\w*|opening|business|buy\\w*|case"),
  @JsonProperty("sales-pitch")
  SALES_PITCH(
      "sales-pitch",
      "propuesta|comercial|vend\\w*|ventas? a|oferta|pitch|proposal|sales|prospect|tender"),
  @JsonProperty("briefing")
  BRIEFING("briefing", "(?!)");

  private final String id;
  private final Pattern words;

  DeckKind(String id, String words) {
    this.id = id;
    this.words = Pattern.compile("\\b(?:" + words + ")\\b");
  }

  public String id() {
    return id;
  }

  /** The kind whose words the topic uses most; on a tie the one named first; else a briefing. */
  public static DeckKind of(String topic) {
    String plain =
        Normalizer.normalize(topic, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    DeckKind best = BRIEFING;
    long most = 0;
    for (DeckKind kind : values()) {
      long found = kind.words.matcher(plain).results().count();
      if (found > most) {
        best = kind;
        most = found;
      }
    }
    return best;
  }
}
