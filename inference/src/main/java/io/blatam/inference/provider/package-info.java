/** What stands behind a model's name. The providers themselves have packages of their own. */
package io.blatam.inference.provider;
