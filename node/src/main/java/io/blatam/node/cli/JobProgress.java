package io.blatam.node.cli;

import io.blatam.node.client.Job;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Shows a job's sections as they are finished, each once, and what is being written now. */
final class JobProgress implements Consumer<Job> {

  private final Terminal terminal;
  private final Set<Integer> shown = new HashSet<>();

  JobProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Job job) {
    for (int i = 0; i < job.sections().size(); i++) {
      Job.Section section = job.sections().get(i);
      if (section.done() && shown.add(i)) {
        terminal.note("  ✓ " + section.title() + (section.cached() ? "  (cache)" : ""));
      }
    }
    terminal.status(now(job));
  }

  private static String now(Job job) {
    long done = job.sections().stream().filter(Job.Section::done).count();
    return job.sections().stream()
        .filter(section -> section.state().equals("writing"))
        .findFirst()
        .map(section -> "%s (%d of %d)".formatted(section.title(), done + 1, job.sections().size()))
        .orElse(job.state() + " …");
  }
}
