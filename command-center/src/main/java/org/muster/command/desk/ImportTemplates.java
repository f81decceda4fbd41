package org.muster.command.desk;

import org.muster.command.sheet.TemplateSheet;

/** The empty forms that people fill in, one for each kind of spreadsheet. */
public final class ImportTemplates {
  private ImportTemplates() {}

  /** A form and what its file is called. */
  public record Template(String name, byte[] bytes) {}

  public static Template of(ImportKind kind) {
    TemplateSheet sheet =
        switch (kind) {
          case DIVISIONS -> TemplateSheet.divisions();
          case UNITS -> TemplateSheet.units();
          case ROSTER -> TemplateSheet.roster();
          case DEPLOYMENT -> TemplateSheet.deployment();
          case INSURANCE -> TemplateSheet.insurance();
          case TRAINING -> TemplateSheet.training();
          case AREAS -> throw new IllegalArgumentException("a layer is drawn, not filled in");
        };
    return new Template(sheet.title() + "（模板）", sheet.bytes());
  }
}
