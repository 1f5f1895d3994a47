/**
 * Facts that other services may want to hear, published to every node. Delivery is at most once:
 * what must not be lost is persisted.
 */
package io.blatam.platform.event;
