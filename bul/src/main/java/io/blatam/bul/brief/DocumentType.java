package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blatam.bul.locale.Language;
import io.blatam.bul.type.TypeDefinition;

/**
 * A kind of document that can be asked for; each is written in Spanish and in English. What it is
 * called and asks for is data, see {@link DocumentTypes}; two with the same id are the same.
 */
public final class DocumentType {
  public static final DocumentType BUSINESS_PLAN = new DocumentType("business-plan");
  public static final DocumentType MARKETING_PLAN = new DocumentType("marketing-plan");
  public static final DocumentType SALES_PROPOSAL = new DocumentType("sales-proposal");
  public static final DocumentType HR_POLICY = new DocumentType("hr-policy");
  public static final DocumentType MEETING_REPORT = new DocumentType("meeting-report");

  private final String id;

  DocumentType(String id) {
    this.id = id;
  }

  /** Reads {@link #id()}. */
  @JsonCreator
  public static DocumentType of(String id) {
    return WireNames.parse(
        DocumentTypes.all().toArray(DocumentType[]::new), DocumentType::id, "document_type", id);
  }

  /** The name in JSON, in the front matter and in resource paths: {@code business-plan}. */
  @JsonValue
  public String id() {
    return id;
  }

  /** The name of its fields' object in a brief: {@code business_plan}. */
  public String key() {
    return id.replace('-', '_');
  }

  /** The type's name as people say it. */
  public String label(Language language) {
    return definition().label().in(language);
  }

  /** The area whose agent usually writes it. */
  public BusinessArea area() {
    return BusinessArea.of(definition().area());
  }

  /** Everything declared of it. */
  public TypeDefinition definition() {
    return DocumentTypes.definition(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DocumentType type && type.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
