package io.blatam.agents.workflow;

import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.FilesExported;
import io.blatam.agents.workflow.StepResult.TextChecked;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as its owner sees it.
 *
 * @param step where it stands, or stood when it ended
 * @param history one entry a step that was begun, in order
 * @param error why it failed, or why the last attempt did
 */
public record RunView(
    String id,
    String workflow,
    RunStatus status,
    Step step,
    List<StepHistory> history,
    Optional<BriefRead> brief,
    Optional<DocumentWritten> document,
    Optional<TextChecked> redundancyCheck,
    Optional<FilesExported> export,
    Optional<String> error,
    Instant createdAt,
    Instant updatedAt)
    implements CborSerializable {}
