package io.blatam.bul.http;

import io.blatam.platform.testkit.ScratchPostgres;

class WebhooksOnPostgresTest extends WebhookContract {

  @Override
  String settings() {
    return """
        blatam.database { url = "%s", user = postgres }
        """
        .formatted(ScratchPostgres.newDatabase());
  }
}
