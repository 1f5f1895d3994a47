/** The one program. */
package io.blatam.node;
