package io.blatam.kvcache.shard;

/**
 * What an {@link Edit} met and did.
 *
 * @param value the value that the edit gives back; empty where it gives none
 * @param found whether there was an entry before
 * @param expiresAt when the entry ends now, in milliseconds since the epoch; {@link Long#MAX_VALUE}
 *     for never or where there is none
 */
public record Effect(Outcome outcome, byte[] value, boolean found, long expiresAt) {

  public enum Outcome {
    /** The edit did what it says. */
    DONE,
    /** Its condition did not hold, or there was nothing to do it to. */
    UNCHANGED,
    /**
     * The value would be larger than a segment, or its tenant's quota. The old one is still there.
     */
    TOO_LARGE,
    NOT_AN_INTEGER,
    OVERFLOW,
    NOT_A_FLOAT,
    NOT_FINITE
  }

  static final byte[] NOTHING = new byte[0];

  public boolean done() {
    return outcome == Outcome.DONE;
  }

  static Effect missing() {
    return MISSING;
  }

  private static final Effect MISSING =
      new Effect(Outcome.UNCHANGED, NOTHING, false, Long.MAX_VALUE);
}
