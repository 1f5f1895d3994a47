/**
 * The export service's routes: they translate a request into a call of the exporter and its outcome
 * into a file or a problem.
 */
package io.blatam.export.http;
