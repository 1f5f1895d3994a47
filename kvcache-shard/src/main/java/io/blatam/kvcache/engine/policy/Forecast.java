package io.blatam.kvcache.engine.policy;

/**
 * How soon a key is asked for again, by two models of which each knows another side of its past:
 * its {@link Info#kind} and how often it came of late, its {@link FadingCount#level}. A key is
 * worth the geometric mean of both indices. One model of both sides at once would have too many
 * kinds to learn any of them.
 */
final class Forecast {

  private final ReuseModel kinds = new ReuseModel(Info.KINDS, Info.INTERVALS);
  private final ReuseModel levels =
      new ReuseModel(Info.PARTS * FadingCount.LEVELS, FadingCount.ALIKE);

  /** How many keys wait to be asked for again, at one moment. */
  static final class Lesson {
    private final ReuseModel.Lesson byKind;
    private final ReuseModel.Lesson byLevel;

    private Lesson(Forecast forecast) {
      this.byKind = forecast.kinds.lesson();
      this.byLevel = forecast.levels.lesson();
    }

    void waiting(int info, int count, int age, int keys) {
      byKind.waiting(Info.kind(info), age, keys);
      byLevel.waiting(level(info, FadingCount.level(count)), age, keys);
    }
  }

  Lesson lesson() {
    return new Lesson(this);
  }

  /** What the second model tells apart: levels of the count by the part in a chain. */
  static int level(int info, int level) {
    return Info.part(info) * FadingCount.LEVELS + level;
  }

  /** A key was asked for again at this age. */
  void reused(int info, int count, int age) {
    kinds.reused(Info.kind(info), age);
    levels.reused(level(info, FadingCount.level(count)), age);
  }

  /** A key was not asked for up to this age, and will not be watched longer. */
  void givenUp(int info, int count, int age) {
    kinds.givenUp(Info.kind(info), age);
    levels.givenUp(level(info, FadingCount.level(count)), age);
  }

  /**
   * Computes every index anew.
   *
   * @param distance to the next lesson, in usual distances
   */
  void learn(Lesson lesson, double distance) {
    kinds.learn(lesson.byKind, distance);
    levels.learn(lesson.byLevel, distance);
  }

  double index(int kind, int level, int bucket) {
    return Math.sqrt(kinds.index(kind, bucket) * levels.index(level, bucket));
  }
}
