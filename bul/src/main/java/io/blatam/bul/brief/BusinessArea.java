package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A business area; each has one SME agent. What it is called and knows is data; two with the same
 * id are the same.
 */
public record BusinessArea(@JsonValue String id) implements Comparable<BusinessArea> {
  public static final BusinessArea MARKETING = new BusinessArea("marketing");
  public static final BusinessArea SALES = new BusinessArea("sales");
  public static final BusinessArea FINANCE = new BusinessArea("finance");
  public static final BusinessArea STRATEGY = new BusinessArea("strategy");
  public static final BusinessArea OPERATIONS = new BusinessArea("operations");
  public static final BusinessArea LEGAL = new BusinessArea("legal");
  public static final BusinessArea TECHNICAL = new BusinessArea("technical");
  public static final BusinessArea HUMAN_RESOURCES = new BusinessArea("human-resources");
  public static final BusinessArea CONTENT = new BusinessArea("content");
  public static final BusinessArea CUSTOMER_SERVICE = new BusinessArea("customer-service");

  private static final BusinessArea[] SHIPPED = {
    MARKETING,
    SALES,
    FINANCE,
    STRATEGY,
    OPERATIONS,
    LEGAL,
    TECHNICAL,
    HUMAN_RESOURCES,
    CONTENT,
    CUSTOMER_SERVICE
  };

  /** The ten that ship with the program. */
  public static BusinessArea[] values() {
    return SHIPPED.clone();
  }

  /** Reads an id; one that no area of this process has is refused. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static BusinessArea of(String id) {
    return WireNames.parse(
        BusinessAreas.all().toArray(BusinessArea[]::new), BusinessArea::id, "business_area", id);
  }

  @Override
  public int compareTo(BusinessArea other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
