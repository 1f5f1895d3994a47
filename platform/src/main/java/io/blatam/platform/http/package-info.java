/**
 * The HTTP kit: problems (RFC 9457), strict JSON, server-sent events, paging and the server that
 * every service binds with. Routes of a service live in the service, never here.
 */
package io.blatam.platform.http;
