package io.blatam.bul.api;

import java.util.List;
import java.util.Optional;

/** Some jobs, newest first, and the cursor of the page after them. */
public record JobPage(List<JobSummary> jobs, Optional<String> next) {}
