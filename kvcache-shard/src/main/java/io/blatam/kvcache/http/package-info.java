/** The cache's HTTP door: figures. Routes translate and authorise; they decide nothing. */
package io.blatam.kvcache.http;
