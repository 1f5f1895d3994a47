/**
 * Requests that are signed instead of carrying a token: keys for machine clients, and the check of
 * what they signed. Routes are in {@code http}, tables in {@code store}.
 */
package io.blatam.gateway.signing;
