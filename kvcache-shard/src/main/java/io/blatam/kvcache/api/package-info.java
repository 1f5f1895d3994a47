/**
 * What other modules may use of the cache: the {@link io.blatam.kvcache.api.KvCache} facade and the
 * values that go in and out of it. No actor, no message and no policy lives here.
 */
package io.blatam.kvcache.api;
