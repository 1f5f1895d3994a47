package io.blatam.kvcache.device;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.blatam.kvcache.metrics.DeviceMetrics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Owns one device and does its work one after the other. Its mailbox is bounded by the places that
 * {@link DeviceLoad} gives out. When the device is lost, everything that waits fails at once with
 * {@link DeviceException}, for the pool to do elsewhere.
 */
final class DeviceActor extends AbstractBehavior<DeviceActor.Command> {

  /** Does not leave this process: results are completed in place. */
  sealed interface Command {}

  record Run<T>(DeviceWork<T> work, CompletableFuture<T> result) implements Command {

    /** Does it; what is returned hands the result over. */
    private Runnable on(Device device) {
      T done = work.step().on(device);
      return () -> result.complete(done);
    }
  }

  private final DeviceLoad load;
  private final DeviceMetrics metrics;
  private Optional<Device> device = Optional.empty();

  /**
   * @param open called on the actor's thread; may throw {@link DeviceException}
   */
  static Behavior<Command> create(Supplier<Device> open, DeviceLoad load) {
    return Behaviors.setup(context -> new DeviceActor(context, open, load));
  }

  private DeviceActor(ActorContext<Command> context, Supplier<Device> open, DeviceLoad load) {
    super(context);
    this.load = load;
    this.metrics = new DeviceMetrics(load.name());
    try {
      Device opened = open.get();
      device = Optional.of(opened);
      load.memory(opened.freeBytes(), opened.residentBytes());
      context.getLog().info("computing on {}", opened.name());
    } catch (DeviceException e) {
      leaveOut(e);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Run.class, this::run)
        .onSignal(PostStop.class, signal -> stop())
        .build();
  }

  private Behavior<Command> run(Run<?> run) {
    if (device.isEmpty()) {
      fail(run, DeviceException.lost(load.name() + " was left out", null));
      return this;
    }
    Device used = device.get();
    try {
      Runnable handOver = run.on(used);
      load.succeeded();
      metrics.done(run.work().name());
      load.memory(used.freeBytes(), used.residentBytes());
      metrics.holds(load.queued(), load.freeBytes(), used.residentBytes());
      handOver.run();
    } catch (DeviceException e) {
      // Before the caller hears of it: what it does next must not come here.
      if (e.isLost()) {
        leaveOut(e);
      }
      fail(run, e);
    } catch (RuntimeException e) {
      // The work's own fault: it would fail anywhere.
      run.result().completeExceptionally(e);
    }
    return this;
  }

  private void fail(Run<?> run, DeviceException why) {
    load.failed();
    metrics.failed(run.work().name());
    run.result().completeExceptionally(why);
  }

  private void leaveOut(DeviceException why) {
    getContext()
        .getLog()
        .warn(
            "{} is left out until this node starts again, its work goes to other devices: {}",
            load.name(),
            why.getMessage());
    load.leaveOut(why.getMessage());
    metrics.leftOut();
    close();
  }

  private Behavior<Command> stop() {
    close();
    return this;
  }

  private void close() {
    try {
      device.ifPresent(Device::close);
    } catch (CudaException e) {
      getContext().getLog().debug("closing {}: {}", load.name(), e.getMessage());
    }
    device = Optional.empty();
  }
}
