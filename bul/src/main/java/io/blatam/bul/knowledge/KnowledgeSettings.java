package io.blatam.bul.knowledge;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What {@code blatam.bul.knowledge} says, read once.
 *
 * @param notes how many a tenant may have
 * @param bytes what its originals may weigh together
 * @param fileBytes what one may weigh
 * @param chunks passages that one may be cut into
 * @param look how often notes that nobody reads are looked for
 * @param lease how long a note stays with a node that is not heard of
 * @param tenantsInMemory whose indexes a node keeps
 * @param relevance passages below it are not quoted in documents, 0 to 1
 * @param quotes passages that a section of a document quotes at most
 */
record KnowledgeSettings(
    int notes,
    long bytes,
    long fileBytes,
    int chunks,
    Duration look,
    Duration lease,
    int tenantsInMemory,
    double relevance,
    int quotes) {

  KnowledgeSettings {
    require("notes-per-tenant", notes);
    require("bytes-per-tenant", bytes);
    require("file-bytes", fileBytes);
    require("chunks-per-note", chunks);
    require("tenants-in-memory", tenantsInMemory);
    require("quotes-per-section", quotes);
    require("look", look.toMillis());
    require("lease", lease.toMillis());
    if (relevance < 0 || relevance > 1) {
      throw new IllegalArgumentException("blatam.bul.knowledge.relevance: must be 0 to 1");
    }
  }

  static KnowledgeSettings of(Config config) {
    Config knowledge = config.getConfig("blatam.bul.knowledge");
    return new KnowledgeSettings(
        knowledge.getInt("notes-per-tenant"),
        knowledge.getBytes("bytes-per-tenant"),
        knowledge.getBytes("file-bytes"),
        knowledge.getInt("chunks-per-note"),
        knowledge.getDuration("look"),
        knowledge.getDuration("lease"),
        knowledge.getInt("tenants-in-memory"),
        knowledge.getDouble("relevance"),
        knowledge.getInt("quotes-per-section"));
  }

  private static void require(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("blatam.bul.knowledge." + key + ": must be at least 1");
    }
  }
}
