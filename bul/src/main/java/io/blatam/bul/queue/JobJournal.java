package io.blatam.bul.queue;

import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EffectFactories;
import java.util.List;
import java.util.function.Consumer;

/** Persists what happens to a job, and tells those who follow it. Belongs to the job's actor. */
final class JobJournal {

  private final EffectFactories<JobEvent, JobState> effects;
  private final JobSurroundings.Listing listing;
  private final Listeners listeners;

  JobJournal(
      EffectFactories<JobEvent, JobState> effects,
      JobSurroundings.Listing listing,
      Listeners listeners) {
    this.effects = effects;
    this.listing = listing;
    this.listeners = listeners;
  }

  /** Nothing happens. */
  Effect<JobEvent, JobState> nothing() {
    return effects.none();
  }

  /**
   * Persists, then tells those who follow the job, then goes on.
   *
   * @param then with the job as it is after the events
   */
  Effect<JobEvent, JobState> persist(JobState before, List<JobEvent> events, Consumer<Job> then) {
    return effects
        .persist(events)
        .thenRun(
            (JobState state) -> {
              Job job = state.job().orElseThrow();
              if (events.stream().anyMatch(JobEvent.Planned.class::isInstance)
                  || !state.status().equals(before.status())) {
                listing.changed(job);
              }
              listeners.answer(state.history(), state.ended());
              then.accept(job);
            });
  }
}
