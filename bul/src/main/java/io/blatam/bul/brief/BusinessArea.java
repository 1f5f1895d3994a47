package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The ten business areas; each has one SME agent. */
public enum BusinessArea {
  MARKETING,
  SALES,
  FINANCE,
  STRATEGY,
  OPERATIONS,
  LEGAL,
  TECHNICAL,
  HUMAN_RESOURCES,
  CONTENT,
  CUSTOMER_SERVICE;

  /** The name in JSON and in resource paths: {@code human-resources}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads {@link #id()}. */
  @JsonCreator
  public static BusinessArea of(String id) {
    return WireNames.parse(values(), BusinessArea::id, "business_area", id);
  }
}
