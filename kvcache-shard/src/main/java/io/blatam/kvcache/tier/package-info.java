/**
 * Where entries live that have lost their place in a segment's memory: compressed in memory, then
 * in files, and what of them comes back after a restart. Plain Java with one writer a segment,
 * except for {@link io.blatam.kvcache.tier.NodeTiers}, which is a node's share of it.
 */
package io.blatam.kvcache.tier;
