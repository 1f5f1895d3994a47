package io.blatam.bul.template;

import com.typesafe.config.Config;
import io.blatam.bul.template.sandbox.SandboxLimits;

/**
 * What {@code blatam.bul.templates} says, read once.
 *
 * @param perTenant templates that a tenant may have
 * @param fileBytes what one may weigh
 */
record TemplateSettings(int perTenant, long fileBytes, SandboxLimits limits) {

  TemplateSettings {
    if (perTenant < 1 || fileBytes < 1 || limits.steps() < 1 || limits.output() < 1) {
      throw new IllegalArgumentException(
          "blatam.bul.templates: per-tenant, file-bytes, steps and output must be at least 1");
    }
  }

  static TemplateSettings of(Config config) {
    Config templates = config.getConfig("blatam.bul.templates");
    return new TemplateSettings(
        templates.getInt("per-tenant"),
        templates.getBytes("file-bytes"),
        new SandboxLimits(
            templates.getInt("characters"),
            templates.getInt("output"),
            templates.getLong("steps"),
            templates.getDuration("time")));
  }
}
