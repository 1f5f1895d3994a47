/**
 * Workflow runs as they were accepted and as lists see them. What becomes of a run is in the
 * journal; the rows here follow.
 */
package io.blatam.agents.store;
