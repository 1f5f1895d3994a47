/** How often briefs reach the right agent and document type, and a public set the right intent. */
package io.blatam.benchmarks.routing;
