/** {@code /api/v1/gamma}: routes that translate and validate, and nothing else. */
package io.blatam.gamma.http;
