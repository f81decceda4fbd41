package org.muster.model.order;

import org.muster.model.Texts;

/** Whom to call about an order: name and telephone as printed on it. */
public record Contact(String text) {
  public Contact {
    text = Texts.required("", text, 200);
  }
}
