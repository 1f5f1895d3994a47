/**
 * Many briefs in one call: read from JSON or CSV, admitted to the queue as it has room, followed as
 * one.
 */
package io.blatam.bul.bulk;
