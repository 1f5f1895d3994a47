/**
 * {@code /api/v1/bul}: translates between HTTP and {@link io.blatam.bul.api.Documents}, validates,
 * and nothing else.
 */
package io.blatam.bul.http;
