package io.blatam.node.cli;

import io.blatam.node.client.Job;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Shows a job's sections as they are written and its files as they are made, each once. */
final class JobProgress implements Consumer<Job> {

  private final Terminal terminal;
  private final Set<String> shown = new HashSet<>();

  JobProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Job job) {
    if (!job.title().isEmpty() && shown.add("title")) {
      terminal.note(job.title());
    }
    for (int i = 0; i < job.sections().size(); i++) {
      Job.Section section = job.sections().get(i);
      if (section.written() && shown.add("section " + i)) {
        terminal.note("  ✓ " + section.title() + (section.cached() ? "  (cache)" : ""));
      }
    }
    for (String format : job.files()) {
      if (shown.add("file " + format)) {
        terminal.note("  ✓ " + format);
      }
    }
    long written = job.sections().stream().filter(Job.Section::written).count();
    terminal.status(
        job.sections().isEmpty()
            ? job.status() + " …"
            : "%s … %d of %d sections".formatted(job.status(), written, job.sections().size()));
  }
}
