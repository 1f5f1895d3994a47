package io.blatam.export.html;

/** Where a page is read, and in which faces: a browser has its own, the PDF renderer brings its. */
public enum Medium {
  /** A browser: one long page that adapts to the window. */
  SCREEN(
      "\"IBM Plex Sans\", system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial,"
          + " sans-serif",
      "\"IBM Plex Serif\", Charter, Cambria, Georgia, \"Times New Roman\", serif",
      "\"IBM Plex Mono\", ui-monospace, Consolas, Menlo, monospace"),

  /** Sheets of paper, laid out by the PDF renderer. */
  PAGED(
      "\"IBM Plex Sans\", \"DejaVu Sans\"",
      "\"IBM Plex Serif\", \"DejaVu Sans\"",
      "\"IBM Plex Mono\", \"DejaVu Sans\"");

  private final String sans;
  private final String serif;
  private final String mono;

  Medium(String sans, String serif, String mono) {
    this.sans = sans;
    this.serif = serif;
    this.mono = mono;
  }

  /** Writes the faces into a stylesheet. */
  String setFaces(String css) {
    return css.replace("{sans}", sans).replace("{serif}", serif).replace("{mono}", mono);
  }
}
