package io.blatam.bul.webhook;

import io.blatam.platform.http.Problem;

/** Where a page of deliveries ended. Clients hand its text back. */
record DeliveryCursor(long position, String id) {

  static DeliveryCursor of(Delivery last) {
    return new DeliveryCursor(last.position(), last.id());
  }

  String text() {
    return position + "." + id;
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (400) for a text that no page gave
   */
  static DeliveryCursor read(String text) {
    if (!text.matches("[0-9]{1,18}\\.[0-9a-f-]{36}")) {
      throw Problem.validation("cursor", "give the \"next\" of the page before").asException();
    }
    int dot = text.indexOf('.');
    return new DeliveryCursor(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
  }
}
