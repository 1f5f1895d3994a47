package io.blatam.bul.knowledge.reading;

/** Why a file is not taken; the message is one sentence for the person who uploaded it. */
public final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Unreadable(String sentence) {
    super(sentence, null, false, false);
  }

  static Unreadable corrupt(String kind) {
    return new Unreadable(
        "The file is damaged and can not be read as "
            + kind
            + "; open it, save it again and upload that.");
  }

  static Unreadable empty() {
    return new Unreadable(
        "There is no text in the file; if its pages are scanned images, recognise their text (OCR)"
            + " first.");
  }

  static Unreadable tooLong(int characters) {
    return new Unreadable(
        "The file has more than "
            + characters
            + " characters of text; split it and upload the parts that matter.");
  }
}
