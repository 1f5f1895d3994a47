/**
 * The document as every renderer sees it: front matter, a CommonMark tree that is bounded and
 * harmless, charts, slides. Whatever is wrong with an input is found here, with its line, so that
 * no renderer has to be suspicious.
 */
package io.blatam.export.document;
