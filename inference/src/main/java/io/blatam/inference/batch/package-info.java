/**
 * Gathers requests that come one by one into batches, the most urgent first, and gives the results
 * back to their owners. Knows no model.
 */
package io.blatam.inference.batch;
