/**
 * Which entry goes when there is no room: the policies that a segment can be given. Values never
 * come here.
 *
 * <p>{@link io.blatam.kvcache.engine.policy.LruPolicy} and {@link
 * io.blatam.kvcache.engine.policy.LfuPolicy} are what their names say. {@link
 * io.blatam.kvcache.engine.policy.AdaptivePolicy} follows the best of several experts, which know
 * keys as 64-bit hashes and entries as numbers of {@code Records}. Its {@code Keeper} lets the
 * leading {@code Expert} name who goes; the {@code Panel} compares the experts on a sample of the
 * keys, in caches without values ({@code Shadows}); {@code Ghosts} remember keys that went, and the
 * {@code Forecast} learns from both how soon keys of a kind come back. Blocks that follow one
 * another are {@code Chains}: they go from the tail on.
 */
package io.blatam.kvcache.engine.policy;
