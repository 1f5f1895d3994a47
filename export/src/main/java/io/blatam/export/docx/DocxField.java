package io.blatam.export.docx;

import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute.Space;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTText;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;

/** Fields: text that Word computes. Each carries a result to show until Word has computed it. */
final class DocxField {

  private DocxField() {}

  /** Appends a whole field to the paragraph. */
  static void simple(XWPFParagraph paragraph, String instruction, String result) {
    begin(paragraph.getCTP().addNewR(), paragraph.getCTP().addNewR(), instruction);
    mark(paragraph.getCTP().addNewR(), STFldCharType.SEPARATE);
    paragraph.getCTP().addNewR().addNewT().setStringValue(result);
    mark(paragraph.getCTP().addNewR(), STFldCharType.END);
  }

  /** Opens a field: its begin mark in one run, its instruction in the next. */
  static void begin(CTR mark, CTR instructionRun, String instruction) {
    mark(mark, STFldCharType.BEGIN);
    CTText text = instructionRun.addNewInstrText();
    text.setStringValue(" " + instruction + " ");
    text.setSpace(Space.PRESERVE);
  }

  static void mark(CTR run, STFldCharType.Enum type) {
    run.addNewFldChar().setFldCharType(type);
  }
}
