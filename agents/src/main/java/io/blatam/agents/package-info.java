/**
 * The agents service: language agents over a text, and durable workflows over the other services.
 * Only the service's entry point lives here.
 */
package io.blatam.agents;
