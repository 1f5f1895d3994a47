/**
 * What callers who come through a door may do: which namespaces they read and write, how large keys
 * and values may be, how fast they may go. Doors ask; nothing is decided here about what the
 * platform's own services do.
 */
package io.blatam.kvcache.access;
