package io.blatam.bul.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;

/** Where a page of jobs ended. Clients hand its text back and need not understand it. */
record ListCursor(OffsetDateTime createdAt, String id) {

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.UTF_8));
  }

  static ListCursor read(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
      return new ListCursor(OffsetDateTime.parse(parts[0]), parts[1]);
    } catch (IllegalArgumentException
        | DateTimeException
        | ArrayIndexOutOfBoundsException invalid) {
      throw new IllegalArgumentException("cursor: give the \"next\" of the page before", invalid);
    }
  }
}
