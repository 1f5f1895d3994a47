/**
 * What happens to a segment's contents when it moves from node to node: the old owner leaves them
 * with its node's {@link io.blatam.kvcache.handover.Departures}, where the new owner fetches them.
 * When a segment moves is cluster sharding's business, and what it does with what arrives is in
 * {@code shard}.
 */
package io.blatam.kvcache.handover;
