/** What inference measures of itself, in Kamon's registry. Names only; who counts decides when. */
package io.blatam.inference.metrics;
