package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.view.Boards;
import org.muster.command.view.OrderViews;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;

/** The boards of orders as topics to follow. */
public final class BoardTopics implements Topics {
  private static final String BOARD = "board/";

  private final Boards boards;
  private final OrderViews orders;

  public BoardTopics(Boards boards, OrderViews orders) {
    this.boards = boards;
    this.orders = orders;
  }

  @Override
  public Optional<Topic> open(Principal principal, String topic) {
    return topic.startsWith(BOARD)
        ? id(topic.substring(BOARD.length()))
            .filter(order -> orders.order(principal, order).isPresent())
            .filter(order -> boards.find(principal, order).isPresent())
            .map(order -> new Board(boards, principal, order))
        : Optional.empty();
  }

  private static Optional<OrderId> id(String text) {
    try {
      return Optional.of(new OrderId(UUID.fromString(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Board(Boards boards, Principal principal, OrderId order) implements Topic {
    @Override
    public String scope() {
      return principal.is(Role.LIAISON) ? "unit " + principal.unit() : "area " + principal.area();
    }

    @Override
    public JsonNode snapshot() {
      return boards.find(principal, order).orElseGet(() -> JsonNodeFactory.instance.objectNode());
    }
  }
}
