package io.blatam.bul.http;

import io.blatam.platform.testkit.Engine;

class WebhooksOnPostgresTest extends WebhookContract {

  @Override
  Engine engine() {
    return Engine.POSTGRESQL;
  }
}
