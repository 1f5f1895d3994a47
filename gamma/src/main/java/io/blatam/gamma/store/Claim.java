package io.blatam.gamma.store;

import java.time.Instant;

/**
 * A worker's time-bound right to one presentation.
 *
 * @param request as it was accepted, JSON
 * @param attempt 1 for the first
 */
public record Claim(String id, String tenant, String request, Instant createdAt, int attempt) {}
