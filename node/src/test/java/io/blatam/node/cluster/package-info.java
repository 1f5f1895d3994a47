/** Clusters of real processes over one PostgreSQL, and what becomes of them when one dies. */
package io.blatam.node.cluster;
