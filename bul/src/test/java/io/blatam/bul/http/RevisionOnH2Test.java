package io.blatam.bul.http;

class RevisionOnH2Test extends RevisionContract {

  @Override
  String settings() {
    return "";
  }
}
