package io.blatam.kvcache.engine.policy;

/**
 * Blocks that follow the same block go together: when one went for room, the next are those that
 * are of its kind, density and about its age, before others that are worth as little. So what goes
 * are whole branches of few chains, and not one block of each.
 */
final class Siblings {

  /** How many followers of a block are looked through for each that goes; it may have thousands. */
  private static final int LOOKED_AT = 64;

  private final Records records;
  private final Chains chains;
  private final Clock clock;
  private int parent = Records.NONE;
  private int kind;
  private int density;
  private int age;

  Siblings(Records records, Chains chains, Clock clock) {
    this.records = records;
    this.chains = chains;
    this.clock = clock;
  }

  /** The record goes for room; it still follows what it followed. */
  void goes(int record) {
    parent = chains.parent(record);
    kind = Info.kind(records.info[record]);
    density = Info.density(records.info[record]);
    age = age(record);
  }

  /** The record is not held any more. */
  void gone(int record) {
    if (record == parent) {
      parent = Records.NONE;
    }
  }

  /**
   * One that goes with the last that went; {@link Records#NONE} if there is none.
   *
   * @param spared not this one
   */
  int next(int spared) {
    if (parent == Records.NONE) {
      return Records.NONE;
    }
    int each = chains.follower(parent);
    for (int left = LOOKED_AT; left > 0 && each != Records.NONE; left--) {
      if (each != spared && !chains.isFollowed(each) && alike(each)) {
        return each;
      }
      each = chains.sibling(each);
    }
    parent = Records.NONE;
    return Records.NONE;
  }

  private boolean alike(int record) {
    int info = records.info[record];
    return Info.kind(info) == kind
        && Info.density(info) == density
        && Math.abs(age(record) - age) <= 1;
  }

  private int age(int record) {
    return ReuseModel.bucket(clock.now - records.last[record]);
  }
}
