package org.muster.command.notify;

import java.util.Map;

/**
 * What is to be said to one person or one group.
 *
 * @param id the same each time it is tried, so that the other side knows a repeat
 * @param to the number called; empty where the channel itself is the group
 * @param template the registered form of the text (报备模板)
 * @param values what the form leaves open
 * @param text the same in full, without signature
 */
public record Message(
    String id, String to, String template, Map<String, String> values, String text) {
  public Message {
    values = Map.copyOf(values);
  }

  /** To a group: plain text. */
  public static Message plain(String id, String text) {
    return new Message(id, "", "", Map.of(), text);
  }

  /** Without number and values: they are personal. */
  @Override
  public String toString() {
    return "Message[template=" + template + "]";
  }
}
