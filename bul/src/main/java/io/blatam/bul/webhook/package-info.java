/**
 * Telling a tenant's own systems what happened: where to, signed how, tried how often, and never to
 * an address that the operator did not open.
 */
package io.blatam.bul.webhook;
