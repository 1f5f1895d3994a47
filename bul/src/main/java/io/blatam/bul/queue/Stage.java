package io.blatam.bul.queue;

import io.blatam.bul.api.JobStatus;

/** Where a job stands. */
sealed interface Stage {

  JobStatus status();

  /** Waits for a worker, for the first time or again. */
  record Waiting() implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.QUEUED;
    }
  }

  record Planning() implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.PLANNING;
    }
  }

  record Writing(int done, int total) implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.WRITING;
    }
  }

  record Checking() implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.CHECKING;
    }
  }

  record Rendering(int done, int total) implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.RENDERING;
    }
  }

  record Done() implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.DONE;
    }
  }

  record Failed(String reason) implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.FAILED;
    }
  }

  record Cancelled() implements Stage {
    @Override
    public JobStatus status() {
      return JobStatus.CANCELLED;
    }
  }
}
