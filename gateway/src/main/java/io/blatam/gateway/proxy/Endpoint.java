package io.blatam.gateway.proxy;

import java.net.URI;

/**
 * One address of an upstream: its connections and how it has been doing.
 *
 * @param address scheme, host and port
 */
record Endpoint(URI address, ConnectionPool pool, CircuitBreaker breaker) {}
