package io.blatam.kvcache.resp.command;

/**
 * Patterns as KEYS, SCAN and PSUBSCRIBE have them: {@code *}, {@code ?}, {@code [abc]}, {@code
 * [^a-z]}, {@code \} in front of what is meant literally. At most one star is tried again at a
 * time, so the work is bounded by pattern times text.
 *
 * <p>Where somebody asks for all keys, {@code *} is no pattern: the empty key is one of them.
 */
public final class GlobPattern {

  private final String pattern;

  public GlobPattern(String pattern) {
    this.pattern = pattern;
  }

  public boolean matches(String text) {
    if (text.isEmpty()) {
      // As in Redis, where no star matches nothing at all.
      return pattern.isEmpty();
    }
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && one(p, text.charAt(t))) {
        p = after(p);
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private boolean one(int p, char c) {
    return switch (pattern.charAt(p)) {
      case '?' -> true;
      case '[' -> inClass(p, c);
      case '\\' -> p + 1 < pattern.length() ? pattern.charAt(p + 1) == c : c == '\\';
      default -> pattern.charAt(p) == c;
    };
  }

  private int after(int p) {
    return switch (pattern.charAt(p)) {
      case '[' -> classEnd(p);
      case '\\' -> Math.min(pattern.length(), p + 2);
      default -> p + 1;
    };
  }

  private int classEnd(int p) {
    int at = p + 1;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' && at + 1 < pattern.length() ? 2 : 1;
    }
    return Math.min(pattern.length(), at + 1);
  }

  private boolean inClass(int p, char c) {
    int end = classEnd(p);
    int last = end > p + 1 && pattern.charAt(end - 1) == ']' ? end - 1 : end;
    int at = p + 1;
    boolean negated = at < last && pattern.charAt(at) == '^';
    if (negated) {
      at++;
    }
    boolean found = false;
    while (at < last) {
      if (pattern.charAt(at) == '\\' && at + 1 < last) {
        found |= pattern.charAt(at + 1) == c;
        at += 2;
      } else if (at + 2 < last && pattern.charAt(at + 1) == '-') {
        char low = (char) Math.min(pattern.charAt(at), pattern.charAt(at + 2));
        char high = (char) Math.max(pattern.charAt(at), pattern.charAt(at + 2));
        found |= c >= low && c <= high;
        at += 3;
      } else {
        found |= pattern.charAt(at) == c;
        at++;
      }
    }
    return found != negated;
  }
}
