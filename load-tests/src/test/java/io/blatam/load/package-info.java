/**
 * What people do with the platform, as Gatling simulations against a running gateway. Bounded in
 * users and time, and only ever aimed at this machine unless told otherwise.
 */
package io.blatam.load;
