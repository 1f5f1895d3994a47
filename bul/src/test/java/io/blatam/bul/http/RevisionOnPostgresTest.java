package io.blatam.bul.http;

import io.blatam.platform.testkit.ScratchPostgres;

class RevisionOnPostgresTest extends RevisionContract {

  @Override
  String settings() {
    return """
        blatam.database { url = "%s", user = postgres }
        """
        .formatted(ScratchPostgres.newDatabase());
  }
}
