/** What it takes until a segment's contents are at their new node, and what its callers notice. */
package io.blatam.benchmarks.handover;
