/**
 * What other services may use of this one: pure functions over text ({@link
 * io.blatam.redundancy.api.Redundancy}) and the records they take and return. No actor and no HTTP
 * lives here, so a caller pays for nothing but the computation.
 */
package io.blatam.redundancy.api;
