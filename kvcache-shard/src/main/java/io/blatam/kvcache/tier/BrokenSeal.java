package io.blatam.kvcache.tier;

/** What is wrong with a stored value that should carry a right seal. */
public enum BrokenSeal {
  /** The seal is not this value's, or the value can not be read. */
  WRONG,
  /** There is none, as on what was stored before its namespace asked for seals. */
  MISSING
}
