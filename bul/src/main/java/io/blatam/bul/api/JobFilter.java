package io.blatam.bul.api;

import java.util.Optional;

/** Which jobs a list shows; an empty part lets everything through. */
public record JobFilter(
    Optional<JobStatus> status, Optional<String> documentType, Optional<String> language) {

  public static final JobFilter ALL =
      new JobFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
