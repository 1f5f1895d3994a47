package io.blatam.redundancy.http;

import java.util.Optional;

/**
 * @param a Markdown or plain text
 * @param b what to compare it with
 * @param shingleSize words a shingle
 */
record SimilarityRequest(String a, String b, Optional<Integer> shingleSize) {

  private static final int MAX_SHINGLE_SIZE = 20;

  SimilarityRequest {
    TextLimit.check("a", a);
    TextLimit.check("b", b);
    if (shingleSize.filter(size -> size < 1 || size > MAX_SHINGLE_SIZE).isPresent()) {
      throw new IllegalArgumentException(
          "shingle_size: must be a whole number of words from 1 to " + MAX_SHINGLE_SIZE);
    }
  }
}
