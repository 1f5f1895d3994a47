/**
 * Connections and the few threads that serve them. Commands decide, and segments hold; here bytes
 * move, in order and in bounded memory.
 */
package io.blatam.kvcache.resp.server;
