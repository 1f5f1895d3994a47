package io.blatam.export.api;

import io.blatam.export.document.ParsedDocument;

/**
 * Draws documents in one format. Implementations are thread-safe, keep nothing between calls that
 * an output could show, and never touch the network or the file system on a document's behalf. They
 * are found through {@link java.util.ServiceLoader}: a new one adds its class name to {@code
 * META-INF/services/io.blatam.export.api.FormatRenderer}.
 */
public interface FormatRenderer {

  ExportFormat format();

  /**
   * Draws the document. The same document gives the same bytes, except for what a container format
   * cannot leave out.
   */
  byte[] render(ParsedDocument document);

  /** Raised by one whenever the bytes made from the same document change. */
  default int revision() {
    return 1;
  }
}
