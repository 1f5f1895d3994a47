/**
 * How wide words run before anything draws them: what decides where a label wraps and whether a
 * table needs a wider page. Numbers only; no font is opened here.
 */
package io.blatam.export.typography;
