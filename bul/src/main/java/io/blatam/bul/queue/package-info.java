/**
 * A job's life: accepted durably, given to a worker when it is its turn, carried through the stages
 * of {@code bul.production} and across crashes to exactly one end. What a stage does is not known
 * here.
 */
package io.blatam.bul.queue;
