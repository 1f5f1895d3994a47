package io.blatam.inference.privacy;

import java.math.BigInteger;

/**
 * Whether a number's own check digits agree: what looks like an account, a card or a tax number and
 * does not add up is some other figure. Arguments hold letters in capitals and digits, nothing
 * else.
 */
final class CheckDigits {

  private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String CIF_LETTERS = "JABCDEFGHI";
  private static final String CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
  private static final String RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
  private static final int[] NIT_WEIGHTS = {
    3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71
  };
  private static final int[] CUIT_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private CheckDigits() {}

  /** ISO 13616: the number, rearranged and with letters as numbers from 10, is 1 modulo 97. */
  static boolean iban(String text) {
    if (text.length() < 15 || text.length() > 34) {
      return false;
    }
    StringBuilder digits = new StringBuilder();
    for (char c : (text.substring(4) + text.substring(0, 4)).toCharArray()) {
      digits.append(Character.getNumericValue(c));
    }
    return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }

  /** ISO/IEC 7812: Luhn's sum. */
  static boolean card(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return digits.length() >= 13 && sum % 10 == 0 && digits.chars().distinct().count() > 1;
  }

  /** Spain: eight digits, or X, Y, Z and seven, and a letter by the rest of 23. */
  static boolean nif(String text) {
    String number = text.substring(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2');
    return NIF_LETTERS.charAt(Integer.parseInt(number) % 23) == text.charAt(8);
  }

  /** Spain: a letter, seven digits, and a digit or letter by a sum like Luhn's. */
  static boolean cif(String text) {
    int sum = 0;
    for (int i = 1; i <= 7; i++) {
      int digit = text.charAt(i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled / 10 + doubled % 10;
    }
    int control = (10 - sum % 10) % 10;
    char last = text.charAt(8);
    return last == '0' + control || last == CIF_LETTERS.charAt(control);
  }

  /** Mexico: the 18th is by the weights 18 to 2 in an alphabet of 37. */
  static boolean curp(String text) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += CURP_ALPHABET.indexOf(text.charAt(i)) * (18 - i);
    }
    return (10 - sum % 10) % 10 == text.charAt(17) - '0';
  }

  /** Mexico: the last is by the weights 13 to 2 modulo 11; a company's is one letter shorter. */
  static boolean rfc(String text) {
    String padded = text.length() == 12 ? " " + text : text;
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += RFC_ALPHABET.indexOf(padded.charAt(i)) * (13 - i);
    }
    int rest = 11 - sum % 11;
    char expected = rest == 11 ? '0' : rest == 10 ? 'A' : (char) ('0' + rest);
    return padded.charAt(12) == expected;
  }

  /** Colombia: the digit after the dash is by prime weights modulo 11. */
  static boolean nit(String digits) {
    int sum = 0;
    int last = digits.length() - 1;
    for (int i = 0; i < last; i++) {
      sum += (digits.charAt(last - 1 - i) - '0') * NIT_WEIGHTS[i];
    }
    int rest = sum % 11;
    return digits.charAt(last) - '0' == (rest > 1 ? 11 - rest : rest);
  }

  /** Argentina: modulo 11. */
  static boolean cuit(String digits) {
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += (digits.charAt(i) - '0') * CUIT_WEIGHTS[i];
    }
    int expected = (11 - sum % 11) % 11;
    return expected < 10 && expected == digits.charAt(10) - '0';
  }

  /** United States: numbers that are never given out are none. */
  static boolean ssn(String digits) {
    String area = digits.substring(0, 3);
    return !area.equals("000")
        && !area.equals("666")
        && area.charAt(0) != '9'
        && !digits.substring(3, 5).equals("00")
        && !digits.substring(5).equals("0000");
  }
}
