/**
 * YAML written by people, read so that whatever is wrong is said with file, line and field. Nothing
 * here knows what the files mean.
 */
package io.blatam.bul.yaml;
