package io.blatam.bul.finance;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a loan's principal is paid back once the months of grace are over (R. Brealey, S. Myers, F.
 * Allen, <i>Principles of Corporate Finance</i>; in Spanish-speaking banking the «sistemas francés,
 * alemán y americano»).
 */
public enum Repayment {
  /** Constant instalment; the share of principal grows. */
  @JsonProperty("french")
  FRENCH,
  /** Constant principal; the instalment falls as interest does. */
  @JsonProperty("german")
  GERMAN,
  /** Interest only, and all the principal with the last instalment. */
  @JsonProperty("bullet")
  BULLET
}
