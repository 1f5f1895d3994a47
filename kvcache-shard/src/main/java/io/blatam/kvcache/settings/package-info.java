/**
 * {@code blatam.kvcache} as an immutable, validated record. Nothing else in the module reads
 * configuration.
 */
package io.blatam.kvcache.settings;
