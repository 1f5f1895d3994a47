/**
 * The redundancy service: what a text is like, and what it has in common with others. Only the
 * service's entry point lives here; algorithms live in the feature packages, and what other
 * services may use lives in {@code api}.
 */
package io.blatam.redundancy;
