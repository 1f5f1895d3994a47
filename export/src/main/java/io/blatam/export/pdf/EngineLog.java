package io.blatam.export.pdf;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLogger;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The layout engine's voice in this program's log. What the engine calls information is its own
 * bookkeeping, a dozen lines a page, and is debugging to everyone else.
 */
final class EngineLog implements XRLogger {

  private static final Logger LOG = LoggerFactory.getLogger("io.blatam.export.pdf.engine");

  @Override
  public boolean isLogLevelEnabled(Diagnostic diagnostic) {
    return isLoud(diagnostic.getLevel()) || LOG.isDebugEnabled();
  }

  @Override
  public void log(String where, Level level, String message) {
    if (isLoud(level)) {
      LOG.warn("{}: {}", where, message);
    } else {
      LOG.debug("{}: {}", where, message);
    }
  }

  @Override
  public void log(String where, Level level, String message, Throwable cause) {
    if (isLoud(level)) {
      LOG.warn("{}: {}", where, message, cause);
    } else {
      LOG.debug("{}: {}", where, message, cause);
    }
  }

  @Override
  public void setLevel(String logger, Level level) {
    throw new UnsupportedOperationException("levels are set where all others are, in logback.xml");
  }

  private static boolean isLoud(Level level) {
    return level.intValue() >= Level.WARNING.intValue();
  }
}
