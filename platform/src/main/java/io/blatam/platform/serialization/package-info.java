/**
 * The one marker for actor messages, events and states that leave a JVM. Serializers themselves are
 * Akka's.
 */
package io.blatam.platform.serialization;
