package io.blatam.platform.audit;

import java.util.List;
import java.util.OptionalLong;

/** Some entries, newest first, and where the next older page begins. */
public record AuditPage(List<AuditEntry> entries, OptionalLong next) {}
