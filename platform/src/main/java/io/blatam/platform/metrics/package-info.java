/**
 * Numbers that matter, through the one Kamon registry, exported in Prometheus' text format at every
 * node.
 */
package io.blatam.platform.metrics;
