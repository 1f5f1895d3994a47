/** The cache's HTTP door: figures, entries, policy. Routes translate and authorise only. */
package io.blatam.kvcache.http;
