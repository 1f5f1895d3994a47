package io.blatam.bul.api;

/**
 * An accepted ask.
 *
 * @param repeated true if the same idempotency key had asked for the same before, and this is that
 *     job
 */
public record Submission(JobView job, boolean repeated) {}
