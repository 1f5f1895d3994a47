package io.blatam.bul.revision;

import io.blatam.bul.queue.RevisedJobs;

/** A version and what its job has made. */
record MadeVersion(int version, RevisedJobs.Work work) {}
