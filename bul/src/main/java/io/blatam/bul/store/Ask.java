package io.blatam.bul.store;

import io.blatam.bul.api.DocumentRequest;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for, as it is stored with the job.
 *
 * @param request {@link DocumentRequest#json()}
 * @param at when it was accepted; its day is the document's date
 * @param title the document type's name until the plan knows better
 * @param deadline when it is wanted at the latest; moves it forward in line
 */
public record Ask(
    String jobId,
    String tenant,
    String subject,
    String request,
    int priority,
    List<String> formats,
    Instant at,
    String documentType,
    String language,
    String title,
    Optional<Instant> deadline)
    implements CborSerializable {

  public DocumentRequest parsed() {
    return DocumentRequest.parse(request);
  }

  public LocalDate date() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  public List<ExportFormat> exportFormats() {
    return formats.stream().map(name -> ExportFormat.fromName(name).orElseThrow()).toList();
  }
}
