/**
 * From a request to a deck in Markdown: the outline, the embedded texts, the prompts for a model
 * and the checks of what it answers. Plain Java without actors, HTTP or a clock; it draws no slide.
 */
package io.blatam.gamma.presentation;
