package io.blatam.bul.http;

import io.blatam.platform.testkit.ScratchPostgres;

class KnowledgeOnPostgresTest extends KnowledgeContract {

  private String url = "";

  /** The same database after a restart. */
  @Override
  String settings() {
    if (url.isEmpty()) {
      url = ScratchPostgres.newDatabase();
    }
    return """
    blatam.database { url = "%s", user = postgres }
    """
        .formatted(url);
  }
}
