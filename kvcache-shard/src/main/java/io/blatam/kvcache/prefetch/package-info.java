/**
 * What is likely to be asked for next, and whether fetching it ahead pays: learned on one node from
 * what its callers ask for. Plain Java; sending and counting are the client's.
 */
package io.blatam.kvcache.prefetch;
