package io.blatam.inference.semantic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Words of a closed class or with an opposite, by their meaning: {@code closed-words.txt}, which
 * explains its own format.
 */
final class ClosedWords {

  private static final String RESOURCE = "/semantic/closed-words.txt";
  private static final char SAYS_NOTHING = '!';
  private static final String DIRECTION = "!direction";
  private static final String PERSON = "who";
  private static final Map<String, String> MEANINGS = load();

  private ClosedWords() {}

  /** What the word means, in whichever language; empty for all other words. */
  static Optional<String> meaning(String lowercase) {
    return Optional.ofNullable(MEANINGS.get(lowercase))
        .filter(meaning -> meaning.charAt(0) != SAYS_NOTHING);
  }

  /** Whether the word carries nothing that two prompts have to agree on. */
  static boolean saysNothing(String lowercase) {
    String meaning = MEANINGS.get(lowercase);
    return meaning != null && meaning.charAt(0) == SAYS_NOTHING;
  }

  /** Whether what stands before the word and what stands after it can not change places. */
  static boolean directs(String lowercase) {
    String meaning = MEANINGS.get(lowercase);
    return DIRECTION.equals(meaning) || PERSON.equals(meaning);
  }

  private static Map<String, String> load() {
    Map<String, String> meanings = new HashMap<>();
    try (InputStream in = ClosedWords.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(": ");
        if (colon > 0 && line.charAt(0) != '#') {
          String meaning = line.substring(0, colon);
          for (String word : line.substring(colon + 2).split(" ")) {
            String other = meanings.put(word, meaning);
            if (other != null) {
              throw new IllegalStateException(word + " means both " + other + " and " + meaning);
            }
          }
        }
      }
      return meanings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
