package io.blatam.bul.http;

class DocumentsOnH2Test extends DocumentsContract {

  @Override
  String settings() {
    return "";
  }
}
