/**
 * A client of the gateway's public API, with nothing but the JDK's HTTP client below it. It knows
 * requests, problems, event streams and downloads; what to print is the command line's business.
 */
package io.blatam.node.client;
