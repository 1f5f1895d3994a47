package io.blatam.kvcache.engine.policy;

import java.util.function.Consumer;

/** A doubly linked list through its own members: everything in constant time, nothing allocated. */
final class Chain<N extends Chain.Link<N>> {

  /** A member; of one chain at a time. */
  abstract static class Link<N> {
    private N before;
    private N after;
  }

  private N first;
  private N last;
  private int size;

  N first() {
    return first;
  }

  N last() {
    return last;
  }

  N after(N member) {
    return ((Link<N>) member).after;
  }

  void forEach(Consumer<N> action) {
    for (N each = first; each != null; each = after(each)) {
      action.accept(each);
    }
  }

  int size() {
    return size;
  }

  void addLast(N member) {
    Link<N> link = member;
    link.before = last;
    link.after = null;
    if (last == null) {
      first = member;
    } else {
      ((Link<N>) last).after = member;
    }
    last = member;
    size++;
  }

  void remove(N member) {
    Link<N> link = member;
    if (link.before == null) {
      first = link.after;
    } else {
      ((Link<N>) link.before).after = link.after;
    }
    if (link.after == null) {
      last = link.before;
    } else {
      ((Link<N>) link.after).before = link.before;
    }
    link.before = null;
    link.after = null;
    size--;
  }

  void moveToLast(N member) {
    if (last != member) {
      remove(member);
      addLast(member);
    }
  }
}
