package io.blatam.kvcache.resp.command;

import java.util.concurrent.TimeUnit;

/** Turns what a client says of time into milliseconds since the epoch. */
final class Expiries {

  /** Behind it is only never. */
  private static final long LATEST = Long.MAX_VALUE - 1;

  private Expiries() {}

  static boolean isUnit(String word) {
    return switch (word) {
      case "EX", "PX", "EXAT", "PXAT" -> true;
      default -> false;
    };
  }

  /**
   * @param unit EX, PX, EXAT or PXAT
   * @throws CommandException for times that are not positive or that no clock reaches
   */
  static long positive(String unit, long amount, long now, String command) {
    if (amount <= 0) {
      throw CommandException.invalidExpiry(command);
    }
    return at(unit, amount, now, command);
  }

  static long at(String unit, long amount, long now, String command) {
    boolean seconds = unit.equals("EX") || unit.equals("EXAT");
    boolean relative = unit.equals("EX") || unit.equals("PX");
    if (seconds && (amount > Long.MAX_VALUE / 1000 || amount < Long.MIN_VALUE / 1000)) {
      throw CommandException.invalidExpiry(command);
    }
    long millis = seconds ? TimeUnit.SECONDS.toMillis(amount) : amount;
    if (relative && millis > Long.MAX_VALUE - now) {
      throw CommandException.invalidExpiry(command);
    }
    return Math.min(LATEST, relative ? millis + now : millis);
  }
}
