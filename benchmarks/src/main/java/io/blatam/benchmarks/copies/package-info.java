/** What copies of a hot key bring to the node that does not own it, and cost whoever writes it. */
package io.blatam.benchmarks.copies;
