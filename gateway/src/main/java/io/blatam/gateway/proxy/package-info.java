/**
 * The streaming reverse proxy: which headers and paths pass, which upstream answers, on which
 * connection, and what a client is told when none can. Knows upstreams by address only.
 */
package io.blatam.gateway.proxy;
