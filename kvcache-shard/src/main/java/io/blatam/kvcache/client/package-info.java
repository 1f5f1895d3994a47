/**
 * The asking side: one actor a node that batches calls by segment and matches answers to calls, and
 * the facade over it. What happens at the segment is not known here beyond its messages.
 */
package io.blatam.kvcache.client;
