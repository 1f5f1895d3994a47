package io.blatam.bul.http;

class KnowledgeOnH2Test extends KnowledgeContract {

  @Override
  String settings() {
    return "";
  }
}
