package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blatam.bul.locale.Language;
import java.util.Locale;

/** The kinds of document that can be asked for; each is written in Spanish and in English. */
public enum DocumentType {
  BUSINESS_PLAN("Plan de negocio", "Business plan"),
  MARKETING_PLAN("Plan de marketing", "Marketing plan"),
  SALES_PROPOSAL("Propuesta comercial", "Sales proposal"),
  HR_POLICY("Política de recursos humanos", "HR policy"),
  MEETING_REPORT("Acta de reunión", "Meeting report");

  private final String spanish;
  private final String english;

  DocumentType(String spanish, String english) {
    this.spanish = spanish;
    this.english = english;
  }

  /** The name in JSON, in the front matter and in resource paths: {@code business-plan}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads {@link #id()}. */
  @JsonCreator
  public static DocumentType of(String id) {
    return WireNames.parse(values(), DocumentType::id, "document_type", id);
  }

  /** The type's name as people say it. */
  public String label(Language language) {
    return language.choose(spanish, english);
  }
}
