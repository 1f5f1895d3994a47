package io.blatam.bul.http;

import io.blatam.platform.http.Problem;

/** A version's number in a path or a parameter. */
final class VersionNumber {

  private VersionNumber() {}

  static int read(String given) {
    try {
      int number = Integer.parseInt(given);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw Problem.validation("version", "must be a whole number from 1").asException();
  }
}
