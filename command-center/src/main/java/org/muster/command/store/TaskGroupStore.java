package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.muster.model.access.AccountId;
import org.muster.model.duty.TaskGroupId;
import org.muster.model.place.AreaCode;

/** The groups of command posts (专班): a plain table, whose members only the key makes readable. */
public final class TaskGroupStore {
  private static final String LIST = "select * from task_group where area = $1 order by name, id";

  private static final String FIND = "select * from task_group where id = $1";

  private static final String ADD =
      """
      insert into task_group (id, area, name, duty, members_cipher, changed_by, version)
      values ($1, $2, $3, $4, $5, $6, 1) on conflict (area, name) do nothing
      """;

  private static final String CHANGE =
      """
      update task_group set name = $3, duty = $4, members_cipher = $5, changed_by = $6, changed_at = now(),
        version = version + 1
      where id = $1 and version = $2
      """;

  private static final String TAKEN =
      "select id from task_group where area = $1 and name = $2 and id <> $3";

  private static final String REMOVE = "delete from task_group where id = $1";

  private TaskGroupStore() {}

  /** A group as it is kept. */
  public record Kept(
      TaskGroupId id, AreaCode area, String name, String duty, Sealed members, int version) {}

  /** Those of one command post, by name. */
  public static List<Kept> list(Sql sql, AreaCode area) {
    return sql.list(LIST, TaskGroupStore::kept, area);
  }

  public static Optional<Kept> find(Sql sql, TaskGroupId id) {
    return sql.find(FIND, TaskGroupStore::kept, id);
  }

  /** False when the command post has a group of that name already. */
  public static boolean add(Sql tx, Kept group, AccountId by) {
    return tx.change(
            ADD, group.id(), group.area(), group.name(), group.duty(), group.members().bytes(), by)
        > 0;
  }

  /** Whether another group of the command post has the name. */
  public static boolean isTaken(Sql tx, Kept group) {
    return tx.run(TAKEN, group.area(), group.name(), group.id()).rowCount() > 0;
  }

  /** Replaces the group; false when it has another version by now. */
  public static boolean change(Sql tx, Kept group, AccountId by) {
    return tx.change(
            CHANGE,
            group.id(),
            group.version(),
            group.name(),
            group.duty(),
            group.members().bytes(),
            by)
        > 0;
  }

  public static void remove(Sql tx, TaskGroupId id) {
    tx.run(REMOVE, id);
  }

  private static Kept kept(Row row) {
    return new Kept(
        new TaskGroupId(row.getUUID("id")),
        new AreaCode(row.getString("area")),
        row.getString("name"),
        row.getString("duty"),
        Sealed.of(row.getBuffer("members_cipher").getBytes()),
        row.getInteger("version"));
  }
}
