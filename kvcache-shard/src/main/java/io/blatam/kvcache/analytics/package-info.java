/**
 * What the accesses of a segment say about it: what other sizes of memory would do, which keys are
 * hot, how soon keys come back. Plain Java, bounded memory, no clock of its own; it neither reads
 * nor changes what is cached.
 */
package io.blatam.kvcache.analytics;
