/**
 * What other services may use of Business Unlimited: ask for a document, follow its job, fetch its
 * files. How a job is made is not here.
 */
package io.blatam.bul.api;
