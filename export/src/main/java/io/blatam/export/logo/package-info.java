/**
 * The picture that stands for a company: bounded in size, and on a ground that lets it be seen.
 * Knows no format; renderers place it.
 */
package io.blatam.export.logo;
