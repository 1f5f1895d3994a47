package io.blatam.bul.queue;

import io.blatam.platform.serialization.CborSerializable;

/**
 * What a job takes up besides a worker: limits are counted by it.
 *
 * @param area the business area's id, as far as it is known when the job is accepted
 * @param provider of the model that writes
 */
record Lane(String area, String provider) implements CborSerializable {}
