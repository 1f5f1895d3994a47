package io.blatam.bul.http;

class TemplatesOnH2Test extends TemplatesContract {

  @Override
  String settings() {
    return "";
  }
}
