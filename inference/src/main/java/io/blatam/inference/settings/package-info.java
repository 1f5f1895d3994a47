/**
 * {@code blatam.inference} as immutable, validated records. Nothing else in the module reads
 * configuration.
 */
package io.blatam.inference.settings;
