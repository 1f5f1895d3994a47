package io.blatam.redundancy.api;

import java.util.Optional;

/**
 * A document that a new one is compared with.
 *
 * @param id the caller's own, handed back in the {@link Overlap}
 * @param title for people
 * @param signature kept since the document was written
 * @param text its Markdown, where the caller has loaded it; without it the overlap is an estimate
 */
public record EarlierDocument(
    String id, String title, Signature signature, Optional<String> text) {}
