package io.blatam.platform.identity;

import java.time.Instant;

/**
 * What a token says.
 *
 * @param until from when on it is refused; whoever keeps a connection for longer asks again
 */
public record Bearer(Principal principal, Instant until) {}
