package io.blatam.inference.batch;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Gathers elements into lists: one is sent when it is full, or when its first element has waited
 * for the window, as soon as downstream asks. What more there is stays in strict order of priority
 * with ageing ({@link AgeingQueue}); Akka's own {@code mergePrioritized} draws by lot.
 * Backpressures when {@code capacity} elements wait.
 */
final class PriorityWindow<T> extends GraphStage<FlowShape<T, List<T>>> {

  private final Inlet<T> in = Inlet.create("PriorityWindow.in");
  private final Outlet<List<T>> out = Outlet.create("PriorityWindow.out");
  private final FlowShape<T, List<T>> shape = FlowShape.of(in, out);

  private final int most;
  private final Duration window;
  private final int capacity;
  private final Duration age;
  private final ToIntFunction<T> priority;
  private final Predicate<T> wanted;

  /**
   * @param wanted false for what may be dropped when it is its turn
   */
  PriorityWindow(
      int most,
      Duration window,
      int capacity,
      Duration age,
      ToIntFunction<T> priority,
      Predicate<T> wanted) {
    this.most = most;
    this.window = window;
    this.capacity = capacity;
    this.age = age;
    this.priority = priority;
    this.wanted = wanted;
  }

  @Override
  public FlowShape<T, List<T>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    private final AgeingQueue<T> waiting = new AgeingQueue<>(age.toNanos());
    private boolean windowOver = true;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              T element = grab(in);
              waiting.add(element, priority.applyAsInt(element), System.nanoTime());
              if (waiting.size() == 1) {
                openWindow();
              }
              emitIfDue();
              pullIfRoom();
            }

            @Override
            public void onUpstreamFinish() {
              windowOver = true;
              emitIfDue();
              completeIfEmpty();
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              emitIfDue();
              pullIfRoom();
              completeIfEmpty();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    @Override
    public void onTimer(Object timer) {
      windowOver = true;
      emitIfDue();
      pullIfRoom();
    }

    private void openWindow() {
      windowOver = window.isZero();
      if (!windowOver) {
        scheduleOnce("window", window);
      }
    }

    private void emitIfDue() {
      if (!isAvailable(out) || waiting.isEmpty() || !(windowOver || waiting.size() >= most)) {
        return;
      }
      List<T> batch = new ArrayList<>(most);
      for (Optional<T> next = waiting.poll(); next.isPresent(); next = waiting.poll()) {
        next.filter(wanted).ifPresent(batch::add);
        if (batch.size() == most) {
          break;
        }
      }
      cancelTimer("window");
      // Those that are left have waited already: they are sent as soon as they are asked for.
      windowOver = true;
      if (!batch.isEmpty()) {
        push(out, batch);
      }
    }

    private void pullIfRoom() {
      if (waiting.size() < capacity && !hasBeenPulled(in) && !isClosed(in)) {
        pull(in);
      }
    }

    private void completeIfEmpty() {
      if (isClosed(in) && waiting.isEmpty()) {
        completeStage();
      }
    }
  }
}
