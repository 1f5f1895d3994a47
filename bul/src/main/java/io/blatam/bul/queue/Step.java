package io.blatam.bul.queue;

import io.blatam.export.api.ExportFormat;

/** A piece of work that a job wants done next. Equal steps are the same work. */
sealed interface Step {

  record Plan() implements Step {}

  record Write(int index) implements Step {}

  record Assemble() implements Step {}

  record Check() implements Step {}

  record Render(ExportFormat format) implements Step {}

  record Shelve() implements Step {}
}
