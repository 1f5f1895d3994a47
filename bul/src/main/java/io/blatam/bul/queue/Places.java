package io.blatam.bul.queue;

import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import java.util.function.Supplier;

/**
 * Where an ask stands in line, and what it is counted by: always the same for the same ask. The
 * area is the one that the ask names, or the natural one of its document type; the router, which
 * may choose another, has not been asked yet. Documents of templates are counted together.
 */
record Places(Ageing ageing, Supplier<String> provider) {

  Entry entry(Ask ask) {
    return new Entry(
        ask.jobId(),
        ageing.key(ask.priority(), ask.at(), ask.deadline()),
        ask.priority(),
        ask.documentType(),
        new Lane(area(ask), provider.get()),
        ask.at());
  }

  JobTable.Place of(Ask ask) {
    Entry entry = entry(ask);
    return new JobTable.Place(entry.key(), entry.lane().area(), entry.lane().provider());
  }

  private static String area(Ask ask) {
    DocumentRequest asked = ask.parsed();
    return asked.template().isPresent()
        ? TemplateFill.TYPE
        : asked
            .brief()
            .businessArea()
            .orElseGet(() -> DocumentType.of(ask.documentType()).area())
            .id();
  }
}
