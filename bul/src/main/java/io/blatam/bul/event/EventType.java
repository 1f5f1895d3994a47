package io.blatam.bul.event;

import io.blatam.bul.api.JobStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What can be told. */
public enum EventType {
  /** A job was accepted. */
  DOCUMENT_SUBMITTED("document.submitted"),
  /** An attempt at a job was begun. */
  DOCUMENT_STARTED("document.started"),
  /** The files are there. */
  DOCUMENT_DONE("document.done"),
  /** The job ran out of attempts, or can not be done. */
  DOCUMENT_FAILED("document.failed"),
  DOCUMENT_CANCELLED("document.cancelled"),
  /** Every row of a bulk has come to its end. */
  BULK_FINISHED("bulk.finished"),
  /** Somebody tries a webhook out. Goes to that webhook, whatever it subscribed to. */
  WEBHOOK_TEST("webhook.test");

  private static final Set<JobStatus> WORK =
      EnumSet.of(JobStatus.PLANNING, JobStatus.WRITING, JobStatus.CHECKING, JobStatus.RENDERING);

  private final String id;

  EventType(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** Whether webhooks can subscribe to it. */
  public boolean offered() {
    return this != WEBHOOK_TEST;
  }

  public static Optional<EventType> of(String id) {
    return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
  }

  /**
   * What a job's step from one status to the next is told as; steps inside an attempt are for the
   * job's own stream.
   */
  static Optional<EventType> of(JobStatus before, JobStatus now) {
    return switch (now) {
      case DONE -> Optional.of(DOCUMENT_DONE);
      case FAILED -> Optional.of(DOCUMENT_FAILED);
      case CANCELLED -> Optional.of(DOCUMENT_CANCELLED);
      default -> atWork(now) && !atWork(before) ? Optional.of(DOCUMENT_STARTED) : Optional.empty();
    };
  }

  private static boolean atWork(JobStatus status) {
    return WORK.contains(status);
  }
}
