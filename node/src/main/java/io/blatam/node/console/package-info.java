/**
 * The console: one static page that speaks to the gateway's public API as any other client does.
 * Nothing here is rendered on the server, and nothing is fetched from elsewhere.
 */
package io.blatam.node.console;
