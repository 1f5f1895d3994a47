package io.blatam.bul.http;

import io.blatam.platform.testkit.Engine;

class WebhooksOnH2Test extends WebhookContract {

  @Override
  Engine engine() {
    return Engine.H2;
  }
}
