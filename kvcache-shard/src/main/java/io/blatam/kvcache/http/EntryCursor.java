package io.blatam.kvcache.http;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.EntryLine;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the list of entries, as opaque text. */
final class EntryCursor {

  private static final String SEPARATOR = "\u0000";
  private static final int PARTS = 4;

  private EntryCursor() {}

  static String text(EntryLine line) {
    String place =
        String.join(
            SEPARATOR,
            Integer.toString(line.segment()),
            line.key().tenant(),
            line.key().namespace(),
            line.key().key());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  static EntryLine parse(String cursor) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = place.split(SEPARATOR, PARTS);
      if (parts.length == PARTS) {
        return EntryLine.place(
            Integer.parseInt(parts[0]), new CacheKey(parts[1], parts[2], parts[3]));
      }
    } catch (IllegalArgumentException e) {
      // said below, as for one with too few parts
    }
    throw Problem.validation("cursor", "is not one that a page before gave as 'next'")
        .asException();
  }
}
