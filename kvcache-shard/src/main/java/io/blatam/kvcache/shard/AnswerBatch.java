package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects answers for one client and sends them in messages that fit into one frame. An answer
 * that comes when the batch has been sent goes on its own.
 */
final class AnswerBatch {

  private final int segment;
  private final int maxBytes;
  private final ActorRef<Answers> client;
  private List<Answer> answers = new ArrayList<>();
  private int bytes;

  /** Of all messages. */
  private long total;

  private boolean sent;

  AnswerBatch(int segment, int maxBytes, ActorRef<Answers> client) {
    this.segment = segment;
    this.maxBytes = maxBytes;
    this.client = client;
  }

  void add(Answer given) {
    Answer answer = fitting(given);
    if (!answers.isEmpty() && bytes + answer.bytes() > maxBytes) {
      send(Answers.NO_BATCH);
    }
    answers.add(answer);
    bytes += answer.bytes();
    total += answer.bytes();
    if (sent) {
      send(Answers.NO_BATCH);
    }
  }

  /** How much has been answered. */
  long total() {
    return total;
  }

  /** A message over the frame's size would be dropped on its way to another node, unheard of. */
  private Answer fitting(Answer answer) {
    boolean fits = answer.bytes() <= maxBytes || client.path().address().hasLocalScope();
    return fits ? answer : new Answer.TooLarge(answer.ids().get(0), answer.bytes());
  }

  /** The batch ends: who sent it need not wait before sending another. */
  void end(long batch) {
    send(batch);
    sent = true;
  }

  private void send(long batch) {
    client.tell(new Answers(segment, batch, answers));
    answers = new ArrayList<>();
    bytes = 0;
  }
}
