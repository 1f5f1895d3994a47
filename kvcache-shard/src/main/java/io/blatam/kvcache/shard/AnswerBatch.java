package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;

/** Collects answers for one client and sends them in messages that fit into one frame. */
final class AnswerBatch {

  private final int segment;
  private final int maxBytes;
  private final ActorRef<Answers> client;
  private List<Answer> answers = new ArrayList<>();
  private int bytes;

  AnswerBatch(int segment, int maxBytes, ActorRef<Answers> client) {
    this.segment = segment;
    this.maxBytes = maxBytes;
    this.client = client;
  }

  void add(Answer answer) {
    if (!answers.isEmpty() && bytes + answer.bytes() > maxBytes) {
      send(Answers.NO_BATCH);
    }
    answers.add(answer);
    bytes += answer.bytes();
  }

  void send(long batch) {
    client.tell(new Answers(segment, batch, answers));
    answers = new ArrayList<>();
    bytes = 0;
  }
}
