package io.blatam.export.docx;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.office.FileProperties;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSettings;

/** What the file says about itself, and the settings that make Word read it as it was meant. */
final class DocxProperties {

  private DocxProperties() {}

  static void write(XWPFDocument word, FrontMatter matter) {
    FileProperties.write(word.getProperties(), matter);
    word.getSettings().setEvenAndOddHeadings(false);
    if (matter.toc()) {
      // The contents carry estimated page numbers; Word alone knows the real ones.
      word.enforceUpdateFields();
    }
    word.setZoomPercent(100);
    String language = DocxStyles.tag(matter.language());
    settings(word).addNewThemeFontLang().setVal(language);
    settings(word).getThemeFontLang().setEastAsia(language);
    modernLayout(settings(word));
  }

  /** Without this Word opens the file in compatibility mode and says so in the title bar. */
  private static void modernLayout(CTSettings settings) {
    var compatibility = settings.addNewCompat().addNewCompatSetting();
    compatibility.setName("compatibilityMode");
    compatibility.setUri("http://schemas.microsoft.com/office/word");
    compatibility.setVal("15");
  }

  private static CTSettings settings(XWPFDocument word) {
    return word.getSettings().getCTSettings();
  }
}
