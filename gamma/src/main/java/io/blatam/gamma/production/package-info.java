/**
 * The work behind an accepted presentation: claim it, have it written, render it, store its files.
 * Survives the death of the process at any point; knows nothing of HTTP.
 */
package io.blatam.gamma.production;
