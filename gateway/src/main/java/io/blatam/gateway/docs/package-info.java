/**
 * The public API's description (OpenAPI 3.1, one YAML resource a service) and the page that shows
 * it. Nothing here is fetched from elsewhere.
 */
package io.blatam.gateway.docs;
