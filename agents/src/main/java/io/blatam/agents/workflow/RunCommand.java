package io.blatam.agents.workflow;

import akka.actor.typed.ActorRef;
import io.blatam.platform.serialization.CborSerializable;
import java.util.Optional;

/** What can be asked of a run. Answers are given for its own tenant only. */
public sealed interface RunCommand {

  /**
   * Accepts the run if it is new, wakes it if it is not; also the answer to "is anybody on this?".
   */
  record Start(RunRequest request) implements RunCommand, CborSerializable {}

  record Get(String tenant, ActorRef<Answer> replyTo) implements RunCommand, CborSerializable {}

  record Cancel(String tenant, ActorRef<Answer> replyTo) implements RunCommand, CborSerializable {}

  record TakeStep() implements RunCommand {}

  record StepSucceeded(Step step, StepResult result) implements RunCommand {}

  record StepFailed(Step step, Throwable failure) implements RunCommand {}

  record Passivated() implements RunCommand {}

  /**
   * @param run empty if the tenant has no such run
   * @param done whether what was asked for was possible
   */
  record Answer(Optional<RunView> run, boolean done) implements CborSerializable {}
}
