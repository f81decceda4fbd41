package org.muster.command.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.DeploymentRow.Contact;
import org.muster.command.sheet.DeploymentTable;
import org.muster.command.store.Database;
import org.muster.command.store.PlanStore;
import org.muster.command.store.PlanStore.Head;
import org.muster.command.store.Sql;
import org.muster.command.store.UnitStore;
import org.muster.model.access.Principal;
import org.muster.model.place.Jurisdiction;
import org.muster.model.plan.PlanId;
import org.muster.model.roster.Masking;
import org.muster.model.roster.UnitId;

/**
 * Plans as deployment tables (下沉社区人员分配表) to take away. Phones are masked; whoever hands the table
 * in again keeps the numbers that are known.
 */
public final class PlanTables {
  private static final String PRIMARY = "primary";

  private final Database database;
  private final Vault vault;
  private final Supplier<Jurisdiction> places;

  public PlanTables(Database database, Vault vault, Supplier<Jurisdiction> places) {
    this.database = database;
    this.vault = vault;
    this.places = places;
  }

  /** Hands out the name and the content of a workbook. */
  public <T> T table(Principal reader, PlanId id, BiFunction<String, byte[], T> taker) {
    return database.read(
        sql -> {
          Head head = PlanViews.find(sql, reader, id);
          Names names = Names.read(sql, places.get());
          List<PlanStore.Line> lines = PlanStore.lines(sql, id);
          Map<UnitId, Contact> liaisons = liaisons(sql, lines);
          var content =
              new DeploymentTable.Content(
                  head.frame(),
                  names.of(head.area()),
                  head.number(),
                  lines.stream().map(line -> row(line, names, liaisons)).toList(),
                  PlanStore.arrangements(sql, id),
                  names::of);
          String name =
              head.frame().name() + (head.isDraft() ? "-草案" : "-第%d版".formatted(head.number()));
          return taker.apply(name + ".xlsx", DeploymentTable.write(content));
        });
  }

  private DeploymentTable.Row row(PlanStore.Line line, Names names, Map<UnitId, Contact> liaisons) {
    var owed = line.owed();
    Optional<String> phone = line.contactCipher().map(vault::decrypt).map(Masking::mobile);
    return new DeploymentTable.Row(
        owed,
        names.of(owed.community().parent()),
        names.of(owed.community()),
        line.contactName().map(name -> new Contact(name, phone)),
        Optional.ofNullable(liaisons.get(owed.unit())));
  }

  private Map<UnitId, Contact> liaisons(Sql sql, List<PlanStore.Line> lines) {
    var units = lines.stream().map(line -> line.owed().unit()).distinct().toList();
    var liaisons = new HashMap<UnitId, Contact>();
    for (UnitStore.Liaison one : UnitStore.liaisons(sql, units)) {
      if (one.rank().equals(PRIMARY)) {
        var phone = one.phoneCipher().map(vault::decrypt).map(Masking::mobile);
        liaisons.put(one.unit(), new Contact(one.name(), phone));
      }
    }
    return liaisons;
  }
}
