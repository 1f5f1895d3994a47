/** PUBLISH and SUBSCRIBE: who listens to what on this node, and what travels to the others. */
package io.blatam.kvcache.resp.channel;
