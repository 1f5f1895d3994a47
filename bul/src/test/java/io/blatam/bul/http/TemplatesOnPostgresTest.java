package io.blatam.bul.http;

import io.blatam.platform.testkit.ScratchPostgres;

class TemplatesOnPostgresTest extends TemplatesContract {

  @Override
  String settings() {
    return """
    blatam.database { url = "%s", user = postgres }
    """
        .formatted(ScratchPostgres.newDatabase());
  }
}
