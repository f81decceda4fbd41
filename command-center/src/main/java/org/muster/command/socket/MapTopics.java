package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.command.view.MapViews;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/**
 * Maps as topics to follow: for the command post and for the community or street shown. {@code
 * map/{area}} is what is live there, {@code map/{area}/{drill}} what is only practised.
 */
public final class MapTopics implements Topics {
  private static final String MAP = "map/";
  private static final String LIVE = "live";

  private final MapViews maps;

  public MapTopics(MapViews maps) {
    this.maps = maps;
  }

  /** The topics that show somebody's doings: of the community, its street, and those above. */
  public static List<String> showing(AreaCode community, String space) {
    String drill = space.equals(LIVE) ? "" : "/" + space;
    return Stream.concat(Stream.of(community), community.above().stream())
        .map(area -> MAP + area.value() + drill)
        .toList();
  }

  /** Where people are is the affair of those who send and receive them, of nobody else. */
  @Override
  public Optional<Topic> open(Principal principal, String topic) {
    return topic.startsWith(MAP) && (principal.commands() || principal.is(Role.COMMUNITY))
        ? opened(principal, topic.substring(MAP.length()).split("/", 2))
        : Optional.empty();
  }

  private Optional<Topic> opened(Principal principal, String[] parts) {
    String space = parts.length > 1 ? parts[1] : LIVE;
    return area(parts[0]).filter(principal::sees).map(area -> new Map(maps, area, space));
  }

  private static Optional<AreaCode> area(String text) {
    try {
      return Optional.of(new AreaCode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Map(MapViews maps, AreaCode area, String space) implements Topic {
    @Override
    public String scope() {
      return "";
    }

    @Override
    public JsonNode snapshot() {
      return maps.map(area, space);
    }
  }
}
