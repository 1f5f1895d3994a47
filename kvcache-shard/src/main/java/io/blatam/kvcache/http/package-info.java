/**
 * The cache's HTTP door, {@code /api/v1/kv-cache}: what is known of it ({@code stats}, {@code
 * analytics}, {@code health}), its entries and values, and its policy. Each class is one group of
 * routes, which {@link io.blatam.kvcache.http.KvCacheRoutes} puts together; all come through {@link
 * io.blatam.kvcache.http.Door}. Routes translate and authorise only.
 */
package io.blatam.kvcache.http;
