package io.blatam.bul.production;

import io.blatam.bul.api.JobView.Finding;
import io.blatam.platform.artifact.ArtifactId;
import java.util.List;

/** The whole document as Markdown, stored, and what is to be said about it. */
public record Manuscript(ArtifactId markdown, String generator, List<Finding> findings) {}
