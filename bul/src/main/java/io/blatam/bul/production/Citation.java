package io.blatam.bul.production;

import io.blatam.bul.store.ChunkTable;

/**
 * Where a section quotes a note. The text itself stays in the tables, so that it is gone from a
 * document that is not finished when the note goes.
 *
 * @param number of the source in the document, from 1; the same for the same page of a note
 * @param position of the passage in the note
 * @param page from 1; 0 where the note has no pages
 */
public record Citation(
    int number, String sectionId, String noteId, int position, String title, int page) {

  ChunkTable.Key key() {
    return new ChunkTable.Key(noteId, position);
  }
}
