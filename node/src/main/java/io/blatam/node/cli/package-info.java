/**
 * The verbs of {@code ./blatam}, one class each: what a person types and reads. Results go to the
 * standard output, progress and problems to the standard error.
 */
package io.blatam.node.cli;
