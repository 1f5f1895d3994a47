package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses as people write them: the dot-atom form of RFC 5322 with a domain name; quoted
 * local parts and address literals are not looked for.
 */
final class EmailRecognizer implements Recognizer {

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\w.%+-])[\\w%+-](?:[\\w.%+-]{0,62}[\\w%+-])?"
              + "@(?:[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?\\.){1,8}\\p{L}{2,24}(?![\\w-])");

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = EMAIL.matcher(text);
    while (matcher.find()) {
      if (!matcher.group().contains("..")) {
        String value = matcher.group().toLowerCase(Locale.ROOT);
        found.add(Entity.unchecked(EntityType.EMAIL, text, matcher.start(), matcher.end(), value));
      }
    }
    return found;
  }
}
