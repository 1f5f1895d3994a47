/**
 * From a complete brief to a finished Markdown document: the outline of each document type,
 * sections composed from templates and computed figures, prompts for a model that may rewrite the
 * prose, and the checks on what comes back. Pure functions of their arguments; templates are in
 * {@code /templates/<type>/<language>/}.
 */
package io.blatam.bul.document;
