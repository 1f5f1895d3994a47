/**
 * The platform as a process of the operating system: where its folder, its configuration and its
 * log are, how it is started in the background, found again and stopped. Knows no service.
 */
package io.blatam.node.launch;
