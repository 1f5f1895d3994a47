package io.blatam.kvcache.shard;

/**
 * What {@link SegmentCellLincheckTest}'s operations answer where nothing happens at once: two
 * numbers, until the segment has gone.
 */
public class OneAfterTheOther {

  private static final long NONE = 0;

  private final long[] numbers = {NONE, NONE};
  private boolean gone;

  public String read(int key) {
    return gone ? "gone" : shown(numbers[key]);
  }

  public String add(int key) {
    return add(key, 1);
  }

  public String addAsActor(int key) {
    return add(key, 10);
  }

  public String addToBoth() {
    return add(0, 100) + add(1, 100);
  }

  public String delete(int key) {
    String answer = read(key);
    if (!gone) {
      numbers[key] = NONE;
    }
    return answer;
  }

  public String count() {
    int there = (numbers[0] == NONE ? 0 : 1) + (numbers[1] == NONE ? 0 : 1);
    return gone ? "gone" : Integer.toString(there);
  }

  public void close() {
    gone = true;
  }

  private String add(int key, long amount) {
    if (gone) {
      return "gone";
    }
    numbers[key] += amount;
    return shown(numbers[key]);
  }

  private static String shown(long number) {
    return number == NONE ? "UNCHANGED" : "DONE" + number;
  }
}
