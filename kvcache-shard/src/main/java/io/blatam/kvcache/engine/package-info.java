/**
 * The cache proper, in plain Java: one segment with one writer, its policy, its codec, its flights.
 * Time and randomness are passed in; no actor, no clock and no thread lives here.
 */
package io.blatam.kvcache.engine;
