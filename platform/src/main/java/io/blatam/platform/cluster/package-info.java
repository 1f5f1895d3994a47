/**
 * How the nodes of a cluster decide who goes on when they lose sight of each other. What they keep
 * belongs to the stores of the services.
 */
package io.blatam.platform.cluster;
