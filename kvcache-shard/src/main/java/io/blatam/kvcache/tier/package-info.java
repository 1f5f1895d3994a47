/**
 * Where entries live that have lost their place in a segment's memory: compressed in memory, then
 * in files, and what of them comes back after a restart. Plain Java with one writer a segment,
 * except for {@link io.blatam.kvcache.tier.NodeTiers}, which is a node's share of it.
 *
 * <p>{@code Tiers} is what a segment evicts into: a {@code WarmTier}, and below it a {@code
 * ColdTier} whose files are a {@code ColdLog} of {@code ColdRecord}s. {@link
 * io.blatam.kvcache.tier.SegmentTiers} does what is due from time to time: a {@code Checkpoint} of
 * what is in memory, and the {@code WarmUp} that brings it back. {@link
 * io.blatam.kvcache.tier.Seals} tell whether somebody has changed a stored value.
 */
package io.blatam.kvcache.tier;
