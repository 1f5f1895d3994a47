package io.blatam.bul.http;

import io.blatam.platform.testkit.ScratchPostgres;

class ProfileOnPostgresTest extends ProfileContract {

  @Override
  String settings() {
    return """
    blatam.database { url = "%s", user = postgres }
    """
        .formatted(ScratchPostgres.newDatabase());
  }
}
