/**
 * Tenants' own templates: what they are made of, which fields they want, and the documents that
 * come of them. What a template may do is decided in {@code sandbox}; nothing a template says
 * reaches Java.
 */
package io.blatam.bul.template;
