/**
 * What stands behind the cache where a namespace writes through or back: the interface that a store
 * of one's own implements, and the one that is shipped, a table of the platform's database. When
 * something is written is decided in {@code writes}.
 */
package io.blatam.kvcache.store;
