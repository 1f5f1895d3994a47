package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.JointStore.Share;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Leads a step as the client does, and may die at any point of it. */
final class SimulatedLeader {

  private final SimulatedSteps world;
  private final List<Integer> keys;
  private final StepHistory.Entry entry;
  private final String name;
  private final Iterator<Integer> left;
  private final List<Integer> asked = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();
  private int question;

  SimulatedLeader(SimulatedSteps world, List<Integer> keys) {
    this.world = world;
    this.keys = keys;
    this.entry = world.history.putNew(keys, world.now());
    this.name = "step-" + entry.value();
    this.left = new TreeSet<>(keys.stream().map(SimulatedSteps::segment).toList()).iterator();
  }

  void begin() {
    next();
  }

  private void next() {
    if (dies()) {
      return;
    }
    if (!left.hasNext()) {
      save();
      return;
    }
    int segment = left.next();
    asked.add(segment);
    int number = ++question;
    List<CacheKey> here =
        keys.stream()
            .filter(key -> SimulatedSteps.segment(key) == segment)
            .map(SimulatedSteps::key)
            .toList();
    world.tell(
        () ->
            world
                .writer(segment)
                .hold(new Hold(name, here, answer(segment, number, here)), world.now()));
    world.after(2 * SimulatedSteps.LEASE, () -> ifAsking(number, this::nothing));
  }

  private Hold.Answer answer(int segment, int number, List<CacheKey> here) {
    return new Hold.Answer() {
      @Override
      public void kept(Version version) {
        heard(
            number,
            () -> {
              shares.add(share(segment, version, here));
              next();
            });
      }

      @Override
      public void taken() {
        heard(
            number,
            () -> {
              release(Hold.End.NOTHING);
              entry.ended(0, world.now());
            });
      }

      @Override
      public void refused(KvCacheException why) {
        heard(number, SimulatedLeader.this::nothing);
      }

      @Override
      public void over() {}
    };
  }

  private void heard(int number, Runnable then) {
    world.tell(() -> ifAsking(number, then));
  }

  private void ifAsking(int number, Runnable then) {
    if (question == number) {
      question++;
      then.run();
    }
  }

  private Share share(int segment, Version version, List<CacheKey> here) {
    StoredValue value = new StoredValue(new byte[entry.value()], 1, Long.MAX_VALUE);
    return new Share(
        segment,
        version,
        here.stream().<StoreWrite>map(key -> new StoreWrite.Put(key, version, value)).toList());
  }

  /** It comes to the store sometime; the leader may be told before that it has failed. */
  private void save() {
    question++;
    boolean fails = world.fault(15);
    boolean happens = !fails || world.fault(70);
    boolean dies = dies();
    world.after(
        world.delay(world.fault(20) ? 3 * SimulatedSteps.LEASE : 60),
        () -> {
          boolean saved = happens && world.store.saveTogether(shares);
          if (!fails && !dies) {
            world.after(world.delay(20), () -> told(saved));
          }
        });
    if (fails && !dies) {
      world.after(
          world.delay(100),
          () -> {
            release(Hold.End.UNKNOWN);
            entry.unknown();
          });
    }
  }

  private void told(boolean saved) {
    release(saved ? Hold.End.SAVED : Hold.End.NOTHING);
    if (saved) {
      entry.ended(1, world.now());
    } else {
      entry.refused();
    }
  }

  private void nothing() {
    release(Hold.End.NOTHING);
    entry.refused();
  }

  private void release(Hold.End end) {
    for (int segment : asked) {
      world.tell(() -> world.writer(segment).release(name, end, world.now()));
    }
  }

  private boolean dies() {
    boolean dies = world.fault(6);
    if (dies) {
      entry.unknown();
    }
    return dies;
  }
}
