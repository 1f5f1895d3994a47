/** The service's routes: translate and validate. Nothing is read or decided here. */
package io.blatam.agents.http;
