package io.blatam.inference.spend;

import io.blatam.platform.testkit.ScratchPostgres;

class SpendTableOnPostgresTest extends SpendTableContract {

  @Override
  String settings() {
    return """
        blatam.database { url = "%s", user = postgres }
        """
        .formatted(ScratchPostgres.newDatabase());
  }
}
