package io.blatam.benchmarks.resp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is to be measured, and how the door is started for it.
 *
 * @param only parts of the names of loads, in lower case; none for all loads
 * @param java more flags for the door's JVM, for an experiment
 * @param settings of the cache, as {@code KEY=VALUE}, for an experiment
 */
record Options(List<String> only, List<String> java, List<String> settings) {

  static final String USAGE = "[--only PART-OF-NAME ...] [--java FLAG ...] [KEY=VALUE ...]";

  /**
   * @throws IllegalArgumentException with what to write instead
   */
  static Options of(List<String> arguments) {
    List<String> only = new ArrayList<>();
    List<String> java = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if ((word.equals("--only") || word.equals("--java")) && i + 1 < arguments.size()) {
        String value = arguments.get(++i);
        if (word.equals("--only")) {
          only.add(value.toLowerCase(Locale.ROOT));
        } else {
          java.add(value);
        }
      } else if (!word.startsWith("-") && word.contains("=")) {
        settings.add(word);
      } else {
        throw new IllegalArgumentException("'" + word + "': give " + USAGE);
      }
    }
    return new Options(List.copyOf(only), List.copyOf(java), List.copyOf(settings));
  }

  boolean wants(Load load) {
    String name = load.name().toLowerCase(Locale.ROOT);
    return only.isEmpty() || only.stream().anyMatch(name::contains);
  }

  String shown() {
    List<String> changes = new ArrayList<>(java);
    changes.addAll(settings);
    return changes.isEmpty() ? "as shipped" : String.join(" ", changes);
  }
}
