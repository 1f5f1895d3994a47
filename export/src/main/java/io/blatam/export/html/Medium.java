package io.blatam.export.html;

/** Where a page is read. */
public enum Medium {
  /** A browser: one long page that adapts to the window. */
  SCREEN,
  /** Sheets of paper, laid out by the PDF renderer. */
  PAGED
}
