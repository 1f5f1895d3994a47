package io.blatam.platform.identity;

/** The scopes that the services ask for. */
public final class Scopes {

  /** Everything in the caller's tenant; of the operator's tenant, in the whole installation. */
  public static final String ADMIN = "admin";

  /** Ask for documents and decks, read and export them. */
  public static final String DOCUMENTS = "documents";

  /** Analyse and compare texts. */
  public static final String ANALYSIS = "analysis";

  /** Call models through the cached path. */
  public static final String INFERENCE = "inference";

  private Scopes() {}
}
