package io.blatam.bul.http;

class WebhooksOnH2Test extends WebhookContract {

  @Override
  String settings() {
    return "";
  }
}
