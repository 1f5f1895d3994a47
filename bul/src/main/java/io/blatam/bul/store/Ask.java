package io.blatam.bul.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.CompanyProfile;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.production.Revision;
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
 * @param at when it was accepted; its day is the date of a new document
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

  /**
   * What was read of an ask, for as long as there is the ask: it is looked into at every step of
   * its job. By identity, since asks are as long as what they ask for.
   */
  private static final LoadingCache<Ask, DocumentRequest> READ =
      Caffeine.newBuilder().weakKeys().build(ask -> DocumentRequest.parse(ask.request));

  /** The same job asking for something else. */
  public Ask asking(String wanted, String type, String inLanguage, String called) {
    return new Ask(
        jobId, tenant, subject, wanted, priority, formats, at, type, inLanguage, called, deadline);
  }

  public DocumentRequest parsed() {
    return READ.get(this);
  }

  /** The brief with its document type settled, as it was when the ask was accepted. */
  public Brief brief() {
    return parsed().brief().as(DocumentType.of(documentType));
  }

  /** The template that it fills in; empty for a document of a brief. */
  public Optional<TemplateFill> template() {
    return documentType.equals(TemplateFill.TYPE) ? parsed().template() : Optional.empty();
  }

  /** What the tenant's company had told of itself when the ask was accepted. */
  public CompanyProfile profile() {
    return parsed().profile();
  }

  /** What it changes of a finished document; empty for a new document. */
  public Optional<Revision> revision() {
    // Most asks are none, and are not read for it.
    return request.contains(DocumentRequest.REVISION) ? parsed().revision() : Optional.empty();
  }

  public LocalDate date() {
    return revision().map(Revision::date).orElseGet(() -> LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  public List<ExportFormat> exportFormats() {
    return formats.stream().map(name -> ExportFormat.fromName(name).orElseThrow()).toList();
  }
}
