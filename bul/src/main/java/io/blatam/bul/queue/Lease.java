package io.blatam.bul.queue;

import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;

/**
 * A worker's claim on a job.
 *
 * @param number grows with each lease of the tenant, so that what an earlier worker says of the job
 *     can be told from what the present one says
 * @param node of the worker, for people
 */
record Lease(long number, Entry entry, String node, Instant at) implements CborSerializable {}
