/**
 * The service's routes: translate, validate, and hand over to a bounded dispatcher. No text is
 * analysed here.
 */
package io.blatam.redundancy.http;
