package io.blatam.export.document;

import java.util.regex.Pattern;

/**
 * Places where people sign: a cell that asks for a signature needs room for one, in every format.
 */
public final class Signing {

  /** Room for a signature, in millimetres. */
  public static final int HEIGHT_MM = 16;

  private static final Pattern LABEL =
      Pattern.compile("(?iU)(?:.*\\b)?(?:firma|firmas|firma y sello|signature|signed)\\s*:");

  private Signing() {}

  /** Whether a cell's text asks for a signature: "Firma:", "Date and signature:". */
  public static boolean asksFor(String text) {
    return LABEL.matcher(text.strip()).matches();
  }
}
