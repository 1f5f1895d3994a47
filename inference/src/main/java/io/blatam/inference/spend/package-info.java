/**
 * What models have cost and may cost: sums by day and month, for everybody, a tenant, an endpoint.
 * Knows no endpoint but by name and asks no model.
 */
package io.blatam.inference.spend;
