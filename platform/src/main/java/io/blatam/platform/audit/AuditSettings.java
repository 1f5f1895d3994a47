package io.blatam.platform.audit;

import com.typesafe.config.Config;

/**
 * What {@code blatam.audit} says, read once.
 *
 * @param buffer entries that may wait to be written
 * @param batch entries a transaction
 */
public record AuditSettings(int buffer, int batch) {

  public AuditSettings {
    if (buffer < 1 || batch < 1) {
      throw new IllegalArgumentException("blatam.audit: buffer and batch must be at least 1");
    }
  }

  public static AuditSettings of(Config config) {
    Config audit = config.getConfig("blatam.audit");
    return new AuditSettings(audit.getInt("buffer"), audit.getInt("batch"));
  }
}
