/**
 * The one public door: who calls, where to, and what the whole API looks like. It knows the
 * services as HTTP upstreams only and never calls into their code.
 */
package io.blatam.gateway;
