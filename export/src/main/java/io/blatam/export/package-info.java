/**
 * The export service: Markdown with front matter in, finished office files out. Other modules use
 * {@link io.blatam.export.api} and {@link io.blatam.export.document}; the renderers stay inside.
 */
package io.blatam.export;
