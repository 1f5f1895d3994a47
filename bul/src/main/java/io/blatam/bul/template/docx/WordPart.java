package io.blatam.bul.template.docx;

import io.blatam.bul.template.sandbox.TemplateError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One XML part of a Word file as a template's text. Word splits what is typed into runs as it
 * likes, so each placeholder is gathered in the run where it begins and takes that run's
 * formatting. A paragraph that holds nothing but a tag gives way to it, and so does a table's row;
 * tags that open in one cell of a row and close in another go around the row. What is rendered is
 * then the same XML with paragraphs and rows repeated or left out.
 *
 * <p>Each paragraph begins a line of its own, so that the line of an error is a place in the file.
 */
final class WordPart {

  static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\}");
  private static final Pattern CONTROL = Pattern.compile("\\{%.*?%\\}");
  private static final Pattern ONLY_CONTROL =
      Pattern.compile("\\s*(?:\\{%(?:(?!%\\}).)*%\\}\\s*)+");
  private static final Pattern OPENS = Pattern.compile("\\{%-?\\s*(?:for|if)\\b.*?%\\}");
  private static final Pattern CLOSES = Pattern.compile("\\{%-?\\s*end(?:for|if)\\b.*?%\\}");
  private static final Pattern ESCAPED_TAG =
      Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*?%\\}", Pattern.DOTALL);

  private final Document document;
  private final List<String> places = new ArrayList<>();

  private WordPart(Document document) {
    this.document = document;
  }

  /**
   * Reads a part.
   *
   * @throws TemplateError when it is no XML that is read here
   */
  static WordPart read(byte[] xml) {
    WordPart part = new WordPart(parsed(xml));
    part.prepare();
    return part;
  }

  /** As {@link #read}, as it stands there. */
  static Document parsed(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXException | IOException damaged) {
      throw new TemplateError(0, "the file's text is damaged and can not be read");
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where the line of an error is, for a person. */
  String place(int line) {
    int at = line - 2;
    return at >= 0 && at < places.size() ? places.get(at) : "the document";
  }

  /** The part as a template's text. */
  String template() {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(out));
      Matcher tags = ESCAPED_TAG.matcher(out.toString());
      StringBuilder text =
          new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
      while (tags.find()) {
        tags.appendReplacement(text, Matcher.quoteReplacement(unescaped(tags.group())));
      }
      return tags.appendTail(text).toString();
    } catch (TransformerException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String unescaped(String tag) {
    return tag.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private void prepare() {
    List<Element> paragraphs = elements(document.getDocumentElement(), "p");
    for (Element paragraph : paragraphs) {
      gather(paragraph);
    }
    number();
    for (Element row : elements(document.getDocumentElement(), "tr")) {
      aroundRow(row);
    }
    for (Element paragraph : paragraphs) {
      if (ONLY_CONTROL.matcher(text(paragraph)).matches()) {
        giveWay(paragraph);
      }
    }
  }

  /** Makes every placeholder whole in the text node where it begins. */
  private static void gather(Element paragraph) {
    List<Element> texts = elements(paragraph, "t");
    StringBuilder whole = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    for (Element text : texts) {
      starts.add(whole.length());
      whole.append(text.getTextContent().replace('\n', ' ').replace('\r', ' '));
    }
    if (whole.indexOf("{") < 0) {
      return;
    }
    List<StringBuilder> parts = new ArrayList<>();
    texts.forEach(text -> parts.add(new StringBuilder()));
    Matcher tags = TAG.matcher(whole);
    int from = 0;
    while (tags.find()) {
      spread(whole, from, tags.start(), starts, parts);
      parts.get(owner(starts, tags.start())).append(straight(tags.group()));
      from = tags.end();
    }
    spread(whole, from, whole.length(), starts, parts);
    for (int i = 0; i < texts.size(); i++) {
      texts.get(i).setTextContent(parts.get(i).toString());
      texts.get(i).setAttributeNS(XMLConstants.XML_NS_URI, "xml:space", "preserve");
    }
  }

  private static void spread(
      CharSequence whole, int from, int to, List<Integer> starts, List<StringBuilder> parts) {
    for (int at = from; at < to; at++) {
      parts.get(owner(starts, at)).append(whole.charAt(at));
    }
  }

  /** The last text node that begins at or before a position and is not empty there. */
  private static int owner(List<Integer> starts, int position) {
    int owner = 0;
    for (int i = 0; i < starts.size() && starts.get(i) <= position; i++) {
      owner = i;
    }
    return owner;
  }

  /** Word makes quotation marks curly while people type. */
  private static String straight(String tag) {
    return tag.replaceAll("[“”„«»]", "\"").replaceAll("[‘’]", "'").replace('\u00a0', ' ');
  }

  private void aroundRow(Element row) {
    List<Element> paragraphs = elements(row, "p");
    boolean open =
        paragraphs.stream().anyMatch(paragraph -> balance(text(paragraph)) != 0)
            && balance(text(row)) == 0;
    boolean alone = ONLY_CONTROL.matcher(text(row)).matches();
    if (alone) {
      // A row of its own for the tag: the row goes, the tag stays.
      Node tags =
          document.createTextNode(
              "\n".repeat(paragraphs.size()) + String.join("", controls(text(row))));
      row.getParentNode().replaceChild(tags, row);
      return;
    }
    if (!open) {
      return;
    }
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (Element paragraph : paragraphs) {
      if (balance(text(paragraph)) == 0) {
        continue;
      }
      for (Element text : elements(paragraph, "t")) {
        String said = text.getTextContent();
        OPENS.matcher(said).results().forEach(found -> before.append(found.group()));
        CLOSES.matcher(said).results().forEach(found -> after.append(found.group()));
        text.setTextContent(CLOSES.matcher(OPENS.matcher(said).replaceAll("")).replaceAll(""));
      }
    }
    Node table = row.getParentNode();
    table.insertBefore(document.createTextNode(before.toString()), row);
    table.insertBefore(document.createTextNode(after.toString()), row.getNextSibling());
  }

  private static int balance(String text) {
    return (int) (OPENS.matcher(text).results().count() - CLOSES.matcher(text).results().count());
  }

  private static List<String> controls(String text) {
    return CONTROL.matcher(text).results().map(found -> found.group()).toList();
  }

  /** Begins a line at every paragraph and remembers where it is. */
  private void number() {
    flatten(document.getDocumentElement());
    int body = 0;
    for (Element paragraph : elements(document.getDocumentElement(), "p")) {
      paragraph.getParentNode().insertBefore(document.createTextNode("\n"), paragraph);
      Element cell = ancestor(paragraph, "tc");
      if (cell == null) {
        body++;
        places.add("paragraph " + body);
      } else {
        Element row = ancestor(cell, "tr");
        Element table = ancestor(row, "tbl");
        places.add(
            "table %d, row %d, cell %d"
                .formatted(
                    1 + elements(document.getDocumentElement(), "tbl").indexOf(table),
                    1 + elements(table, "tr").indexOf(row),
                    1 + elements(row, "tc").indexOf(cell)));
      }
    }
  }

  /** Takes line breaks out of what lies between elements, which mean nothing to Word. */
  private static void flatten(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.TEXT_NODE) {
        child.setNodeValue(child.getNodeValue().replace('\n', ' ').replace('\r', ' '));
      } else {
        flatten(child);
      }
    }
  }

  /** A cell must keep a paragraph, or Word calls the file damaged. */
  private void giveWay(Element paragraph) {
    Node parent = paragraph.getParentNode();
    String tags = String.join("", controls(text(paragraph)));
    boolean last = parent.getLocalName().equals("tc") && children(parent) == 1;
    if (last) {
      return;
    }
    boolean section = !elements(paragraph, "sectPr").isEmpty();
    if (!section) {
      parent.replaceChild(document.createTextNode(tags), paragraph);
    }
  }

  private static int children(Node cell) {
    int paragraphs = 0;
    for (Node child = cell.getFirstChild(); child != null; child = child.getNextSibling()) {
      if ("p".equals(child.getLocalName()) || "tbl".equals(child.getLocalName())) {
        paragraphs++;
      }
    }
    return paragraphs;
  }

  private static Element ancestor(Node node, String name) {
    for (Node parent = node.getParentNode(); parent != null; parent = parent.getParentNode()) {
      if (name.equals(parent.getLocalName()) && parent instanceof Element element) {
        return element;
      }
    }
    return null;
  }

  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    elements(element, "t").forEach(one -> text.append(one.getTextContent()));
    return text.toString();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagNameNS(W, name);
    List<Element> elements = new ArrayList<>(found.getLength());
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
