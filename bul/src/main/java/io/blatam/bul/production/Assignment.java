package io.blatam.bul.production;

import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.store.Ask;
import java.util.List;

/**
 * What a writer is given with a section.
 *
 * @param expert who writes it: the agent of the area that the ask was routed to
 * @param citations passages of the tenant's notes that the document quotes
 */
record Assignment(Ask ask, DocumentPlan plan, SmeAgent expert, List<Citation> citations) {}
