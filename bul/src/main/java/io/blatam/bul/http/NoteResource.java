package io.blatam.bul.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.knowledge.Note;
import io.blatam.bul.knowledge.NoteState;
import io.blatam.bul.knowledge.Passage;
import io.blatam.platform.http.Json;

/** Notes and passages as JSON, with links to go on with. */
final class NoteResource {

  static final String KNOWLEDGE = "/api/v1/bul/knowledge";

  private NoteResource() {}

  static String path(String id) {
    return KNOWLEDGE + "/" + id;
  }

  static ObjectNode of(Note note) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("id", note.id()).put("title", note.title()).put("state", note.state().id());
    note.reason().ifPresent(reason -> resource.put("reason", reason));
    if (!note.fileName().isEmpty()) {
      resource.put("file_name", note.fileName());
    }
    resource
        .put("media_type", note.mediaType())
        .put("size", note.size())
        .put("sha256", note.original().sha256());
    if (note.state() == NoteState.READY) {
      resource.put("pages", note.pages()).put("words", note.words()).put("passages", note.chunks());
    }
    resource.put("created_at", note.createdAt().toString());
    ObjectNode links = resource.putObject("links");
    links.put("self", path(note.id())).put("file", path(note.id()) + "/file");
    note.text().ifPresent(text -> links.put("text", path(note.id()) + "/text"));
    return resource;
  }

  static ObjectNode of(Passage passage) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("note_id", passage.noteId()).put("title", passage.title());
    if (passage.chunk().page() > 0) {
      resource.put("page", passage.chunk().page());
    }
    if (!passage.chunk().heading().isEmpty()) {
      resource.put("heading", passage.chunk().heading());
    }
    resource
        .put("text", passage.chunk().text())
        .put("relevance", Math.round(passage.relevance() * 1000) / 1000.0);
    resource.putObject("links").put("note", path(passage.noteId()));
    return resource;
  }
}
